/** What can be done with an interview on the page of today. */
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import {
  CalendarArrowDown,
  CalendarClock,
  CalendarX,
  ChevronDown,
  Ellipsis,
  MessageSquarePlus,
  NotebookPen,
} from 'lucide-react'
import { useState } from 'react'
import { pipeline } from '@/api/refresh'
import type { Interview, InterviewOfToday } from '@/api/types'
import { nameOfJob } from '@/components/RowSelect'
import { toastProblem } from '@/components/toast'
import { useAction } from '@/components/useAction'
import { interviewName, outcomeLabels } from '@/lib/pipeline-labels'
import { useQuickAdd } from '@/lib/quick-add'
import { isOpenStatus } from '@/lib/status'
import { CancelInterviewDialog } from './CancelInterviewDialog'
import { MoveInterviewDialog } from './MoveInterviewDialog'
import { calendarFileOf, completeInterview, interviewQuery, reopenInterview } from './queries'
import { ResultDialog } from './ResultDialog'

interface InterviewActionsProps {
  interview: InterviewOfToday
  isOver: boolean
}

/** A dialogue that is open. */
type Dialogue = { name: 'move' | 'cancel' } | { name: 'result'; interview: Interview }

const outcomes = [
  { outcome: 'passed', label: outcomeLabels.passed },
  { outcome: 'mixed', label: outcomeLabels.mixed },
  { outcome: 'failed', label: outcomeLabels.failed },
  { outcome: '', label: 'Not known yet' },
] as const

/** Of one that is over, how it went, by one press; of one that is coming, preparing and moving it. */
export function InterviewActions({ interview, isOver }: InterviewActionsProps) {
  const [dialogue, setDialogue] = useState<Dialogue | null>(null)
  const client = useQueryClient()
  const run = useAction(pipeline)
  const { addTask, logTouch } = useQuickAdd()
  const { id, application } = interview
  const name = `${interviewName(interview)}, ${application.job.title}`
  const about = { application: { id: application.id, name: nameOfJob(application.job) } }
  const close = () => {
    setDialogue(null)
  }
  const openResult = async () => {
    try {
      setDialogue({ name: 'result', interview: await client.query(interviewQuery(id)) })
    } catch (error) {
      toastProblem(error, 'The interview could not be loaded')
    }
  }

  const changeOfPlan = (
    <>
      <Menu.Item
        leftSection={<CalendarClock size={16} aria-hidden />}
        onClick={() => {
          setDialogue({ name: 'move' })
        }}
      >
        {isOver ? 'It has another time…' : 'Move…'}
      </Menu.Item>
      <Menu.Item
        leftSection={<CalendarX size={16} aria-hidden />}
        onClick={() => {
          setDialogue({ name: 'cancel' })
        }}
      >
        {isOver ? 'It did not take place…' : 'Cancel…'}
      </Menu.Item>
    </>
  )
  return (
    <>
      {isOver ? (
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="light"
              rightSection={<ChevronDown size={14} aria-hidden />}
              aria-label={`How did it go? ${name}`}
            >
              How did it go?
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {outcomes.map(({ outcome, label }) => (
              <Menu.Item
                key={label}
                onClick={() =>
                  void run({
                    send: () => completeInterview(id, outcome),
                    done: outcome === '' ? `Done: ${name}.` : `${label}: ${name}.`,
                    failed: 'The interview is still to be finished',
                    undo: () => reopenInterview(id),
                  })
                }
              >
                {label}
              </Menu.Item>
            ))}
            <Menu.Item leftSection={<NotebookPen size={16} aria-hidden />} onClick={() => void openResult()}>
              Write it down…
            </Menu.Item>
            <Menu.Divider />
            {changeOfPlan}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<NotebookPen size={14} aria-hidden />}
            aria-label={`Add a task: ${name}`}
            onClick={() => {
              addTask(about)
            }}
          >
            Add a task
          </Button>
          <Menu position="bottom-end" width={220}>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={28} aria-label={`More: ${name}`}>
                <Ellipsis size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<MessageSquarePlus size={16} aria-hidden />}
                onClick={() => {
                  logTouch(about)
                }}
              >
                Log a touch
              </Menu.Item>
              {changeOfPlan}
              <Menu.Item
                component="a"
                href={calendarFileOf(id)}
                download
                leftSection={<CalendarArrowDown size={16} aria-hidden />}
              >
                Calendar file (.ics)
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      )}
      {dialogue?.name === 'move' && <MoveInterviewDialog interview={interview} onClose={close} />}
      {dialogue?.name === 'cancel' && (
        <CancelInterviewDialog
          application={{ status: application.status, is_open: isOpenStatus(application.status) }}
          interview={interview}
          onClose={close}
        />
      )}
      {dialogue?.name === 'result' && (
        <ResultDialog
          application={{ status: application.status, is_open: isOpenStatus(application.status) }}
          interview={dialogue.interview}
          onClose={close}
        />
      )}
    </>
  )
}
