/** Interviews, deadlines and stale applications as rows of the page of today. */
import { Button, Text } from '@mantine/core'
import { MessageSquarePlus, NotebookPen, Send } from 'lucide-react'
import type { ApplicationInBrief, Deadline, InterviewOfToday, StaleApplication } from '@/api/types'
import { ExternalLink } from '@/components/ExternalLink'
import { ItemActions, ItemText } from '@/components/ItemList'
import { LinkAnchor } from '@/components/Links'
import { nameOfJob } from '@/components/RowSelect'
import { countDays, formatDay, formatSpan } from '@/lib/days'
import { usePreferences } from '@/lib/preferences'
import { useQuickAdd, type About } from '@/lib/quick-add'
import { ApplicationLink } from './ApplicationLink'
import { interviewLabels } from './labels'
import { MoveButton } from './MoveButton'
import { useMoveApplication, useRecordApplication } from './queries'

function aboutOf({ id, job }: Pick<ApplicationInBrief, 'id' | 'job'>): About {
  return { application: { id, name: nameOfJob(job) } }
}

/** An interview that is coming, or going on. */
export function InterviewRow({ interview, today }: { interview: InterviewOfToday; today: string }) {
  const { timeZone } = usePreferences()
  const { addTask, logTouch } = useQuickAdd()
  const { application, kind, title, starts_at, ends_at, place, url } = interview
  const about = aboutOf(application)
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
          {title === '' ? interviewLabels[kind] : title}
          {place !== '' && ` · ${place}`}
        </Text>
        {url !== '' && (
          <Text size="sm" component="div">
            <ExternalLink address={url} />
          </Text>
        )}
        <ApplicationLink application={application} />
      </ItemText>
      <ItemActions>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<NotebookPen size={14} aria-hidden />}
          aria-label={`Add a task: ${application.job.title}`}
          onClick={() => {
            addTask(about)
          }}
        >
          Add a task
        </Button>
        <TouchButton
          name={application.job.title}
          onPress={() => {
            logTouch(about)
          }}
        />
      </ItemActions>
    </>
  )
}

/** A posting that wants an application soon, or an offer that wants an answer. */
export function DeadlineRow({ deadline, today }: { deadline: Deadline; today: string }) {
  const { type, on, job, application } = deadline
  const record = useRecordApplication()
  const move = useMoveApplication()
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
          {job.company} · {type === 'offer' ? 'Answer the offer' : 'Apply'}
          {on !== null && ` by ${formatDay(on, today)}`}
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
            logTouch(aboutOf(application))
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
