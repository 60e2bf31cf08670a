/** What to do today. */
import { Button, Grid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { MessageSquarePlus, Plus, Sunrise } from 'lucide-react'
import type { ReactNode } from 'react'
import type { InterviewOfToday, Task, Today } from '@/api/types'
import { EmptyMessage } from '@/components/EmptyMessage'
import { LoadingRows } from '@/components/LoadingRows'
import { LinkAnchor } from '@/components/Links'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formatLongDay } from '@/lib/days'
import { useQuickAdd } from '@/lib/quick-add'
import { GoalPanel } from './GoalPanel'
import { hasPostingsQuery, todayQuery } from './queries'
import { DeadlineRow, InterviewRow, StaleRow } from './rows'
import { Section } from './Section'
import { SuggestionRow } from './SuggestionRow'

interface TodayPageProps {
  /** A task as a row; another feature's part. */
  taskRow: (task: Task, today: string) => ReactNode
  /** What can be done with an interview that is coming, or over; another feature's part. */
  interviewActions: (interview: InterviewOfToday, isOver: boolean) => ReactNode
  /** What an empty tracker offers. */
  firstSteps: ReactNode
}

/** Everything that is waiting for the person, each with what can be done about it at once. */
export function TodayPage({ taskRow, interviewActions, firstSteps }: TodayPageProps) {
  const today = useQuery(todayQuery)
  const hasPostings = useQuery(hasPostingsQuery).data
  const { addTask, logTouch } = useQuickAdd()
  const isNew = today.data !== undefined && hasPostings === false && isQuiet(today.data)
  return (
    <>
      <PageHeader
        title="Today"
        description={today.data && formatLongDay(today.data.date)}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<MessageSquarePlus size={16} aria-hidden />}
              onClick={() => {
                logTouch()
              }}
            >
              Log a touch
            </Button>
            <Button
              leftSection={<Plus size={16} aria-hidden />}
              onClick={() => {
                addTask()
              }}
            >
              Add a task
            </Button>
          </>
        }
      />
      {today.isPending && <LoadingRows count={6} height={72} />}
      {today.isLoadingError && <ProblemAlert error={today.error} onRetry={() => void today.refetch()} />}
      {isNew && (
        <EmptyMessage
          icon={<Sunrise aria-hidden />}
          title="Welcome! Begin with your postings"
          text="Bring in a list that you keep already, add one posting, or look around with invented ones. From then on this page says what each day is for."
        >
          {firstSteps}
        </EmptyMessage>
      )}
      {today.data && !isNew && <Parts today={today.data} {...{ taskRow, interviewActions }} />}
    </>
  )
}

interface PartsProps extends Omit<TodayPageProps, 'firstSteps'> {
  today: Today
}

function Parts({ today, taskRow, interviewActions }: PartsProps) {
  const { date, counts } = today
  // Of an application for which something is suggested that is said already.
  const suggested = new Set(today.suggestions.map(({ application }) => application.id))
  const stale = today.stale.filter(({ application }) => !suggested.has(application.id))
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="md">
          <Section
            title="Interviews to wrap up"
            items={today.unfinished}
            count={counts.unfinished}
            keyOf={(interview) => interview.id}
          >
            {(interview) => (
              <InterviewRow interview={interview} today={date} actions={interviewActions(interview, true)} />
            )}
          </Section>
          <Section
            title="Interviews"
            items={today.interviews}
            count={counts.interviews}
            keyOf={(interview) => interview.id}
          >
            {(interview) => (
              <InterviewRow interview={interview} today={date} actions={interviewActions(interview, false)} />
            )}
          </Section>
          <Section
            title="Overdue"
            isUrgent
            items={today.overdue}
            count={counts.overdue}
            keyOf={(task) => task.id}
          >
            {(task) => taskRow(task, date)}
          </Section>
          <Section
            title="To do today"
            items={today.due}
            count={counts.due}
            keyOf={(task) => task.id}
            empty={
              <>
                Nothing is due today.{' '}
                <LinkAnchor to="/tasks" underline="always">
                  All tasks
                </LinkAnchor>
              </>
            }
          >
            {(task) => taskRow(task, date)}
          </Section>
          <Section
            title="Suggestions"
            items={today.suggestions}
            count={counts.suggestions}
            keyOf={(suggestion) => suggestion.key}
            empty={
              <>
                Nothing to follow up on.{' '}
                <LinkAnchor to="/settings/follow-ups" underline="always">
                  When that is suggested
                </LinkAnchor>
              </>
            }
          >
            {(suggestion) => <SuggestionRow suggestion={suggestion} />}
          </Section>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Stack gap="md">
          <GoalPanel goal={today.goal} />
          <Section
            title="Deadlines"
            items={today.deadlines}
            count={counts.deadlines}
            keyOf={({ type, job, application }) => `${type} ${job.id} ${application ?? ''}`}
          >
            {(deadline) => <DeadlineRow deadline={deadline} today={date} />}
          </Section>
          <Section
            title="Gone quiet"
            items={stale}
            count={counts.stale - (today.stale.length - stale.length)}
            keyOf={({ application }) => application.id}
          >
            {(one) => <StaleRow stale={one} />}
          </Section>
        </Stack>
      </Grid.Col>
    </Grid>
  )
}

function isQuiet({ counts }: Today): boolean {
  return Object.values(counts).every((count) => count === 0)
}
