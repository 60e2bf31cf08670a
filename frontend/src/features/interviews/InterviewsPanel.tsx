/** The interviews of an application. */
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { CalendarPlus } from 'lucide-react'
import type { Application } from '@/api/types'
import { Panel } from '@/components/Panel'
import { PanelRows } from '@/components/PanelRows'
import { InterviewRow } from './InterviewRow'
import { interviewsOfQuery } from './queries'
import { ScheduleDialog } from './ScheduleDialog'

/** Round by round, with what can be done with each; and a button to plan one. */
export function InterviewsPanel({ application }: { application: Application }) {
  const query = useQuery(interviewsOfQuery(application.id))
  const [isPlanning, planning] = useDisclosure(false)
  return (
    <Panel
      title="Interviews"
      action={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<CalendarPlus size={14} aria-hidden />}
          onClick={planning.open}
        >
          Plan an interview
        </Button>
      }
    >
      <PanelRows
        query={query}
        rows={query.data?.results ?? []}
        keyOf={({ id }) => id}
        empty="None yet. Calls, technical rounds, panels: each with its time, in your calendar, too."
        row={(interview) => <InterviewRow application={application} interview={interview} />}
      />
      {isPlanning && <ScheduleDialog application={application} onClose={planning.close} />}
    </Panel>
  )
}
