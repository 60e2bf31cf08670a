/** Moving without dragging. */
import { ActionIcon, Menu } from '@mantine/core'
import { EllipsisVertical } from 'lucide-react'
import type { Ref } from 'react'
import type { Application, Status } from '@/api/types'
import { isOpenStatus, statusLabels } from '@/lib/status'
import { targetsOf } from './board-moves'

interface MoveMenuProps {
  /** The button that opens the menu. */
  ref?: Ref<HTMLButtonElement>
  application: Application
  onMove: (to: Status) => void
}

/** The stages that an application can go to, as a menu. */
export function MoveMenu({ ref, application, onMove }: MoveMenuProps) {
  const targets = targetsOf(application.status)
  const open = targets.filter(isOpenStatus)
  const closing = targets.filter((status) => !isOpenStatus(status))
  const items = (stages: readonly Status[]) =>
    stages.map((status) => (
      <Menu.Item
        key={status}
        onClick={() => {
          onMove(status)
        }}
      >
        {statusLabels[status]}
      </Menu.Item>
    ))
  return (
    <Menu position="bottom-end" width={180} withinPortal>
      <Menu.Target>
        <ActionIcon
          ref={ref}
          variant="subtle"
          color="gray"
          size="md"
          aria-label={`Move ${application.job.title} to…`}
        >
          <EllipsisVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflowY: 'auto' }}>
        <Menu.Label>{application.is_open ? 'Move to…' : 'Reopen as…'}</Menu.Label>
        {items(open)}
        {closing.length > 0 && <Menu.Divider />}
        {items(closing)}
      </Menu.Dropdown>
    </Menu>
  )
}
