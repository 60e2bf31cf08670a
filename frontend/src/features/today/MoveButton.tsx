/** Moving an application on the page of today. */
import { Button, Menu } from '@mantine/core'
import { ArrowRight } from 'lucide-react'
import type { ApplicationInBrief, Status } from '@/api/types'
import { closedStatuses, openStatuses, statusLabels } from '@/lib/status'
import { useMoveApplication } from './queries'

/** A button with the stages that an open application can go to. */
export function MoveButton({
  application,
}: {
  application: Pick<ApplicationInBrief, 'id' | 'job' | 'status'>
}) {
  const move = useMoveApplication()
  const items = (stages: readonly Status[]) =>
    stages
      .filter((status) => status !== application.status)
      .map((status) => (
        <Menu.Item key={status} onClick={() => void move(application, status)}>
          {statusLabels[status]}
        </Menu.Item>
      ))
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<ArrowRight size={14} aria-hidden />}
          aria-label={`Move: ${application.job.title}`}
        >
          Move
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflowY: 'auto' }}>
        {items(openStatuses)}
        <Menu.Divider />
        {items(closedStatuses)}
      </Menu.Dropdown>
    </Menu>
  )
}
