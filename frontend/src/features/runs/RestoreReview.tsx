/** What a trial found: to be looked over, then restored or left. */
import { Alert, Button, Checkbox, Group, List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { RestoreResult, Run } from '@/api/types'
import { Instant } from '@/components/Instant'
import { ProblemAlert } from '@/components/ProblemAlert'
import { Holdings } from './Holdings'
import { rowCountQuery } from './queries'
import { complaintsOf } from './restore-words'
import { useCommitRestore } from './useRestore'

/** As many as one reads. */
const shownComplaints = 20

interface RestoreReviewProps {
  run: Run
  result: RestoreResult
  /** The restore has begun. */
  onCommitted: (id: string) => void
  onLeave: () => void
}

/** Of whom and of when the backup is, what it holds, and what stands against it. */
export function RestoreReview({ run, result, onCommitted, onLeave }: RestoreReviewProps) {
  const { of, problems, missing_files } = result
  const commit = useCommitRestore()
  const [replacesProfile, setReplacesProfile] = useState(result.replaces_profile)
  const jobs = useQuery(rowCountQuery('jobs', {})).data
  const applications = useQuery(rowCountQuery('applications', {})).data
  const complaints = complaintsOf(problems)
  const hasProblems = problems.length > 0

  return (
    <>
      <Text>
        A backup of <strong>{of.email}</strong>, made <Instant at={of.made_at} /> by version {of.version}.
      </Text>
      {hasProblems && (
        <Alert
          color="red"
          role="alert"
          icon={<CircleAlert size={18} aria-hidden />}
          title="It cannot be restored here"
        >
          <List size="sm">
            {complaints.slice(0, shownComplaints).map(({ message, where }) => (
              <List.Item key={message + where}>
                {message}{' '}
                <Text span size="sm" c="dimmed">
                  ({where})
                </Text>
              </List.Item>
            ))}
          </List>
          {problems.some(({ code }) => code === 'in_conflict') && (
            <Text size="sm" mt="xs">
              Restore it in another account, where nothing is in its way; or close, or move to the trash, the
              open applications to these postings here, and choose the backup again.
            </Text>
          )}
          {complaints.length > shownComplaints && (
            <Text size="sm" mt={4}>
              And {(complaints.length - shownComplaints).toLocaleString()} more.
            </Text>
          )}
        </Alert>
      )}
      <Holdings result={result} />
      {missing_files > 0 && (
        <Alert color="orange" icon={<TriangleAlert size={18} aria-hidden />} role="note">
          {missing_files === 1 ? 'One attached file' : `${missing_files.toLocaleString()} attached files`} had
          been lost before the backup was made, and will be missing here as well.
        </Alert>
      )}
      {!hasProblems && jobs !== undefined && applications !== undefined && jobs + applications > 0 && (
        <Alert
          color="orange"
          role="note"
          icon={<Info size={18} aria-hidden />}
          title="This account is in use"
        >
          You have {countInWords(jobs, 'posting')} and {countInWords(applications, 'application')} here. The
          backup is added to them: nothing of yours is changed or removed, but what is in both may be here
          twice then.
        </Alert>
      )}
      {!hasProblems && (
        <Checkbox
          label="Take over the profile, skills and reminder rules as well"
          description="Those of this account are replaced then."
          checked={replacesProfile}
          onChange={(event) => {
            setReplacesProfile(event.currentTarget.checked)
          }}
        />
      )}
      {commit.error !== null && <ProblemAlert error={commit.error} title="It was not restored" />}
      <Group>
        {!hasProblems && (
          <Button
            loading={commit.isPending}
            onClick={() => {
              commit.mutate(
                { trial: run.id, choices: { replace_profile: replacesProfile } },
                {
                  onSuccess: ({ id }) => {
                    onCommitted(id)
                  },
                },
              )
            }}
          >
            Restore all of this
          </Button>
        )}
        <Button variant="default" onClick={onLeave}>
          {hasProblems ? 'Choose another file' : 'Do not restore'}
        </Button>
      </Group>
    </>
  )
}

function countInWords(count: number, noun: string): string {
  return `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`
}
