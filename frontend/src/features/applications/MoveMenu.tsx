/** Moving without dragging. */
import { ActionIcon, Menu } from '@mantine/core'
import { EllipsisVertical } from 'lucide-react'
import type { Ref } from 'react'
import type { Application, Stage } from '@/api/types'
import { isOpenStatus } from '@/lib/status'
import { useBoard } from './board-context'
import { canCarry, stageKey } from './board-stages'

interface MoveMenuProps {
  /** The button that opens the menu. */
  ref?: Ref<HTMLButtonElement>
  application: Application
  /** The column in which it lies. */
  stage: Stage
}

/** The columns that an application can go to, as a menu. */
export function MoveMenu({ ref, application, stage }: MoveMenuProps) {
  const { stages, move } = useBoard()
  const targets = stages.filter((to) => canCarry(stage, to))
  const open = targets.filter(({ status }) => isOpenStatus(status))
  const closing = targets.filter(({ status }) => !isOpenStatus(status))
  const items = (some: readonly Stage[]) =>
    some.map((to) => (
      <Menu.Item
        key={stageKey(to)}
        onClick={() => {
          move(application, to)
        }}
      >
        {to.name}
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
