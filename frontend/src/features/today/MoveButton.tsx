/** Moving an application on the page of today. */
import { Button, Menu } from '@mantine/core'
import { ArrowRight } from 'lucide-react'
import type { ApplicationInBrief, Status } from '@/api/types'
import { closedStatuses, openStatuses, statusLabels } from '@/lib/status'
import { useMoveApplication } from './queries'

interface MoveButtonProps {
  application: Pick<ApplicationInBrief, 'id' | 'job' | 'status'>
}

/** A button with the stages that an open application can go to; of an offer with the answers to it. */
export function MoveButton({ application }: MoveButtonProps) {
  const move = useMoveApplication()
  const isOffer = application.status === 'offer'
  const label = isOffer ? 'Answer' : 'Move'
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
          variant={isOffer ? 'light' : 'subtle'}
          leftSection={<ArrowRight size={14} aria-hidden />}
          aria-label={`${label}: ${application.job.title}`}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflowY: 'auto' }}>
        {isOffer ? (
          items(closedStatuses)
        ) : (
          <>
            {items(openStatuses)}
            <Menu.Divider />
            {items(closedStatuses)}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
