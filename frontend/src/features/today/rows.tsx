/** Interviews, deadlines and stale applications as rows of the page of today. */
import { ActionIcon, Button, Text } from '@mantine/core'
import { Archive, MessageSquarePlus, Send } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Deadline, InterviewOfToday, StaleApplication } from '@/api/types'
import { ExternalLink } from '@/components/ExternalLink'
import { ItemActions, ItemText } from '@/components/ItemList'
import { LinkAnchor } from '@/components/Links'
import { nameOfJob } from '@/components/RowSelect'
import { countDays, formatDay, formatSpan } from '@/lib/days'
import { interviewName } from '@/lib/pipeline-labels'
import { usePreferences } from '@/lib/preferences'
import { useQuickAdd } from '@/lib/quick-add'
import { ApplicationLink } from './ApplicationLink'
import { MoveButton } from './MoveButton'
import { useLetGo, useMoveApplication, useRecordApplication } from './queries'

interface InterviewRowProps {
  interview: InterviewOfToday
  today: string
  actions: ReactNode
}

/** An interview that is coming, going on, or over. */
export function InterviewRow({ interview, today, actions }: InterviewRowProps) {
  const { timeZone } = usePreferences()
  const { application, starts_at, ends_at, place, url } = interview
  return (
    <>
      <ItemText
        title={
          <Text size="sm" fw={600}>
            <time dateTime={starts_at}>{formatSpan(starts_at, ends_at, timeZone, today)}</time>
          </Text>
        }
      >
        <Text size="sm" component="div">
          {interviewName(interview)}
          {place !== '' && ` · ${place}`}
        </Text>
        {url !== '' && (
          // As high as a finger needs it: the next line is a link, too.
          <Text size="sm" component="div" lh="24px">
            <ExternalLink address={url} />
          </Text>
        )}
        <ApplicationLink application={application} />
      </ItemText>
      <ItemActions>{actions}</ItemActions>
    </>
  )
}

/** A posting that wants an application soon, or an offer that wants an answer. */
export function DeadlineRow({ deadline, today }: { deadline: Deadline; today: string }) {
  const { type, on, job, application } = deadline
  const record = useRecordApplication()
  const move = useMoveApplication()
  const letGo = useLetGo()
  const apply = () =>
    application === null
      ? record(job, today)
      : move({ id: application, job, status: 'interested' }, 'applied')
  return (
    <>
      <ItemText
        title={
          application === null ? (
            <LinkAnchor to="/jobs/$jobId" params={{ jobId: String(job.id) }} size="sm" fw={600}>
              {job.title}
            </LinkAnchor>
          ) : (
            <LinkAnchor
              to="/applications/$applicationId"
              params={{ applicationId: String(application) }}
              size="sm"
              fw={600}
            >
              {job.title}
            </LinkAnchor>
          )
        }
      >
        <Text size="sm" c="dimmed">
          {job.company} ·{' '}
          <span style={{ whiteSpace: 'nowrap' }}>
            {type === 'offer' ? 'Answer the offer' : 'Apply'}
            {on !== null && ` by ${formatDay(on, today)}`}
          </span>
        </Text>
      </ItemText>
      <ItemActions>
        {type === 'posting' && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<Send size={14} aria-hidden />}
            aria-label={`I applied: ${job.title}`}
            onClick={() => void apply()}
          >
            I applied
          </Button>
        )}
        {type === 'posting' && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            title="Archive the posting"
            aria-label={`Archive the posting: ${job.title}`}
            onClick={() => void letGo(job)}
          >
            <Archive size={16} aria-hidden />
          </ActionIcon>
        )}
        {type === 'offer' && application !== null && (
          <MoveButton application={{ id: application, job, status: 'offer' }} />
        )}
      </ItemActions>
    </>
  )
}

/** An application of which nothing was heard for longer than its stage allows. */
export function StaleRow({ stale }: { stale: StaleApplication }) {
  const { application, days } = stale
  const { logTouch } = useQuickAdd()
  return (
    <>
      <ItemText title={null}>
        <ApplicationLink application={application}>silent for {countDays(days)}</ApplicationLink>
      </ItemText>
      <ItemActions>
        <TouchButton
          name={application.job.title}
          onPress={() => {
            logTouch({ application: { id: application.id, name: nameOfJob(application.job) } })
          }}
        />
        <MoveButton application={application} />
      </ItemActions>
    </>
  )
}

function TouchButton({ name, onPress }: { name: string; onPress: () => void }) {
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<MessageSquarePlus size={14} aria-hidden />}
      aria-label={`Log a touch: ${name}`}
      onClick={onPress}
    >
      Log a touch
    </Button>
  )
}
