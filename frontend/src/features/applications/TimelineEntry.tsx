/** One entry of a timeline. */
import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Activity, Application, TimelineEntry as Entry } from '@/api/types'
import { formatDate, formatSpan } from '@/lib/dates'
import { interviewName } from '@/lib/pipeline-labels'
import { usePreferences } from '@/lib/preferences'
import { isStatus, statusColors, statusLabels } from '@/lib/status'
import { StatusEntry } from './StatusEntry'
import { Event, TimelineItem } from './TimelineItem'

interface TimelineEntryProps {
  application: Application
  entry: Entry
  activity: (activity: Activity) => ReactNode
}

type Of<Type extends Entry['type']> = Extract<Entry, { type: Type }>

/** What happened, each type in its own words. */
export function TimelineEntry({ application, entry, activity }: TimelineEntryProps) {
  switch (entry.type) {
    case 'status_change':
      return (
        <TimelineItem color={statusColors[entry.entry.to_status]}>
          <StatusEntry application={application} change={entry.entry} />
        </TimelineItem>
      )
    case 'stage_change':
      return (
        <TimelineItem color={statusColors[entry.entry.status]}>
          <Event at={entry.occurred_at}>
            From {entry.entry.from_name} to <Strong>{entry.entry.to_name}</Strong>
          </Event>
        </TimelineItem>
      )
    case 'interview_change':
      return (
        <TimelineItem color="violet">
          <InterviewEntry change={entry} />
        </TimelineItem>
      )
    case 'activity':
      return <TimelineItem color="pine">{activity(entry.entry)}</TimelineItem>
    case 'document':
      return (
        <TimelineItem color="blue">
          <DocumentEntry attached={entry} />
        </TimelineItem>
      )
    case 'task':
      return (
        <TimelineItem color="green">
          <Event at={entry.occurred_at}>
            Done: <Strong>{entry.entry.title}</Strong>
            {entry.entry.due_on !== null && <Dimmed> (due {formatDate(entry.entry.due_on)})</Dimmed>}
          </Event>
        </TimelineItem>
      )
  }
}

const happened: Readonly<Record<Of<'interview_change'>['entry']['kind'], string>> = {
  scheduled: 'Interview planned',
  moved: 'Interview moved',
  completed: 'Interview done',
  cancelled: 'Interview cancelled',
  reopened: 'Interview planned again',
}

function InterviewEntry({ change }: { change: Of<'interview_change'> }) {
  const { timeZone } = usePreferences()
  const { kind, interview_kind, title, starts_at, ends_at, note, moved_to } = change.entry
  return (
    <Event at={change.occurred_at} note={note}>
      {happened[kind]}: <Strong>{interviewName({ kind: interview_kind, title })}</Strong>
      <div>{formatSpan(starts_at, ends_at, timeZone)}</div>
      {isStatus(moved_to) && <Dimmed>Moved to {statusLabels[moved_to]} with it</Dimmed>}
    </Event>
  )
}

function DocumentEntry({ attached }: { attached: Of<'document'> }) {
  const { title, number, filename, version } = attached.entry
  return (
    <Event at={attached.occurred_at}>
      Attached: <Strong>{title}</Strong>, version {number}{' '}
      <Anchor href={`/api/v1/document-versions/${version}/download/`} download inherit underline="always">
        {filename}
      </Anchor>
    </Event>
  )
}

function Strong({ children }: { children: ReactNode }) {
  return (
    <Text span inherit fw={600}>
      {children}
    </Text>
  )
}

function Dimmed({ children }: { children: ReactNode }) {
  return (
    <Text span inherit c="dimmed">
      {children}
    </Text>
  )
}
