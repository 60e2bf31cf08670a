/** One interview in the panel of an application. */
import { ActionIcon, Badge, Button, Collapse, Group, Menu, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  CalendarArrowDown,
  CalendarClock,
  CalendarX,
  Ellipsis,
  Pencil,
  RotateCcw,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import { pipeline } from '@/api/refresh'
import type { Application, Interview, InterviewSummary } from '@/api/types'
import { ExternalLink } from '@/components/ExternalLink'
import { LinkAnchor } from '@/components/Links'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastProblem } from '@/components/toast'
import { useAction } from '@/components/useAction'
import { formatSpan } from '@/lib/dates'
import {
  interviewKindLabels,
  interviewName,
  interviewStateLabels,
  outcomeLabels,
} from '@/lib/pipeline-labels'
import { usePreferences } from '@/lib/preferences'
import { CancelInterviewDialog } from './CancelInterviewDialog'
import { EditInterviewDialog } from './EditInterviewDialog'
import { InterviewTexts } from './InterviewTexts'
import { MoveInterviewDialog } from './MoveInterviewDialog'
import { calendarFileOf, deleteInterview, interviewQuery, reopenInterview, restoreInterview } from './queries'
import { ResultDialog } from './ResultDialog'

interface InterviewRowProps {
  application: Application
  interview: InterviewSummary
}

const outcomeColors = { passed: 'green', mixed: 'yellow', failed: 'red' } as const

/** A dialogue that is open; those that change long texts have loaded them before. */
type Dialogue = { name: 'move' | 'cancel' } | { name: 'edit' | 'result'; interview: Interview }

/** When, where, with whom and how it went; its long texts on demand. */
export function InterviewRow({ application, interview }: InterviewRowProps) {
  const [isOpen, { toggle }] = useDisclosure(false)
  const [dialogue, setDialogue] = useState<Dialogue | null>(null)
  const client = useQueryClient()
  const run = useAction(pipeline)
  const { id, state } = interview
  const isPlanned = state === 'scheduled'
  const close = () => {
    setDialogue(null)
  }

  const openWithTexts = async (name: 'edit' | 'result') => {
    try {
      setDialogue({ name, interview: await client.query(interviewQuery(id)) })
    } catch (error) {
      toastProblem(error, 'The interview could not be loaded')
    }
  }

  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Group gap={6}>
            <Text size="sm" fw={600} td={state === 'cancelled' ? 'line-through' : undefined}>
              {interviewName(interview)}
            </Text>
            {interview.title !== '' && <Badge color="gray">{interviewKindLabels[interview.kind]}</Badge>}
            {!isPlanned && <Badge color="gray">{interviewStateLabels[state]}</Badge>}
            {interview.outcome !== '' && (
              <Badge color={outcomeColors[interview.outcome]}>{outcomeLabels[interview.outcome]}</Badge>
            )}
          </Group>
          <When interview={interview} />
          <Where interview={interview} />
        </div>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={`More about ${interviewName(interview)}`}>
              <Ellipsis size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<Pencil size={16} aria-hidden />}
              onClick={() => void openWithTexts('edit')}
            >
              Edit…
            </Menu.Item>
            {isPlanned && (
              <>
                <Menu.Item
                  leftSection={<CalendarClock size={16} aria-hidden />}
                  onClick={() => {
                    setDialogue({ name: 'move' })
                  }}
                >
                  Move…
                </Menu.Item>
                <Menu.Item
                  leftSection={<CalendarX size={16} aria-hidden />}
                  onClick={() => {
                    setDialogue({ name: 'cancel' })
                  }}
                >
                  Cancel…
                </Menu.Item>
              </>
            )}
            {!isPlanned && (
              <Menu.Item
                leftSection={<RotateCcw size={16} aria-hidden />}
                onClick={() =>
                  void run({
                    send: () => reopenInterview(id),
                    done: 'Interview planned again.',
                    failed: 'The interview was not planned again',
                  })
                }
              >
                Plan it again
              </Menu.Item>
            )}
            <Menu.Item
              component="a"
              href={calendarFileOf(id)}
              download
              leftSection={<CalendarArrowDown size={16} aria-hidden />}
            >
              Calendar file (.ics)
            </Menu.Item>
            <Menu.Item
              color="red"
              leftSection={<Trash2 size={16} aria-hidden />}
              onClick={() =>
                void run({
                  send: () => deleteInterview(id),
                  done: 'Interview moved to the trash.',
                  failed: 'The interview was not deleted',
                  undo: () => restoreInterview(id),
                })
              }
            >
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      <Group gap={4} ml={-8}>
        {state !== 'cancelled' && (
          <Button size="compact-sm" variant="subtle" onClick={() => void openWithTexts('result')}>
            {isPlanned ? 'How did it go?' : 'Edit feedback'}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? 'Hide the notes' : 'Show the notes'}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>{isOpen && <Texts id={id} />}</Collapse>
      {dialogue?.name === 'move' && <MoveInterviewDialog interview={interview} onClose={close} />}
      {dialogue?.name === 'cancel' && (
        <CancelInterviewDialog application={application} interview={interview} onClose={close} />
      )}
      {dialogue?.name === 'edit' && <EditInterviewDialog interview={dialogue.interview} onClose={close} />}
      {dialogue?.name === 'result' && (
        <ResultDialog application={application} interview={dialogue.interview} onClose={close} />
      )}
    </Stack>
  )
}

/** On the person's own clocks, and on those of its zone where they differ. */
function When({ interview }: { interview: InterviewSummary }) {
  const { timeZone } = usePreferences()
  const { starts_at, ends_at, time_zone } = interview
  const here = formatSpan(starts_at, ends_at, timeZone)
  const there = formatSpan(starts_at, ends_at, time_zone)
  return (
    <Text size="sm" component="div">
      <time dateTime={starts_at}>{here}</time>
      {there !== here && (
        <Text c="dimmed" inherit>
          {there} in {placeOf(time_zone)}
        </Text>
      )}
    </Text>
  )
}

/** The city that a zone is named after. */
function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

function Where({ interview }: { interview: InterviewSummary }) {
  const { place, url, interviewers } = interview
  return (
    <Text size="sm" c="dimmed" component="div">
      {place !== '' && <div>{place}</div>}
      {url !== '' && (
        <div>
          <ExternalLink address={url} />
        </div>
      )}
      {interviewers.length > 0 && (
        <div>
          With{' '}
          {interviewers.map((contact, index) => (
            <span key={contact.id}>
              {index > 0 && ', '}
              <LinkAnchor
                to="/contacts/$contactId"
                params={{ contactId: String(contact.id) }}
                inherit
                underline="always"
              >
                {contact.name}
              </LinkAnchor>
            </span>
          ))}
        </div>
      )}
    </Text>
  )
}

function Texts({ id }: { id: number }) {
  const query = useQuery(interviewQuery(id))
  if (query.isPending) return <Skeleton height={60} />
  if (query.isLoadingError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
  return <InterviewTexts interview={query.data} />
}
