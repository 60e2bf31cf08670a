/** What can be done with many applications at once. */
import { Button, Menu } from '@mantine/core'
import { Flag, SquareKanban, Trash2 } from 'lucide-react'
import { api, unwrap } from '@/api/client'
import type { Priority, Status } from '@/api/types'
import { useBulk } from '@/components/bulk/useBulk'
import type { BulkTarget } from '@/components/rows/ListPage'
import { choices } from '@/lib/job-labels'
import { closedStatuses, openStatuses, statusLabels } from '@/lib/status'
import { priorityLabels } from './priorities'

/** Buttons for the stage, the priority and the trash. */
export function ApplicationBulkActions({ rows, count, nameOf, onDone }: BulkTarget) {
  const { run, isRunning } = useBulk()

  const move = async (status: Status) => {
    const isDone = await run({
      send: (mode, header) =>
        unwrap(
          api.POST('/api/v1/applications/bulk-move/', {
            params: { header },
            body: { ...rows, status, mode },
          }),
        ),
      count,
      done: (moved) => `${applications(moved)} moved to ${statusLabels[status]}`,
      failed: 'No application was moved',
      nameOf,
    })
    if (isDone) onDone()
  }
  const prioritise = async (priority: Priority) => {
    const isDone = await run({
      send: (mode, header) =>
        unwrap(
          api.POST('/api/v1/applications/bulk-update/', {
            params: { header },
            body: { ...rows, changes: { priority }, mode },
          }),
        ),
      count,
      done: (changed) => `${applications(changed)}: priority ${priorityLabels[priority].toLowerCase()}`,
      failed: 'No application was changed',
      nameOf,
    })
    if (isDone) onDone()
  }
  const remove = async () => {
    const isDone = await run({
      send: (mode, header) =>
        unwrap(
          api.POST('/api/v1/applications/bulk-delete/', { params: { header }, body: { ...rows, mode } }),
        ),
      count,
      done: (deleted) => `${applications(deleted)} moved to the trash`,
      failed: 'No application was deleted',
      nameOf,
    })
    if (isDone) onDone()
  }

  const stages = (some: readonly Status[]) =>
    some.map((status) => (
      <Menu.Item key={status} onClick={() => void move(status)}>
        {statusLabels[status]}
      </Menu.Item>
    ))
  return (
    <>
      <Menu position="top" width={180}>
        <Menu.Target>
          <Button size="compact-sm" leftSection={<SquareKanban size={14} aria-hidden />} disabled={isRunning}>
            Move to…
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="60dvh" style={{ overflowY: 'auto' }}>
          {stages(openStatuses)}
          <Menu.Divider />
          {stages(closedStatuses)}
        </Menu.Dropdown>
      </Menu>
      <Menu position="top" width={160}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Flag size={14} aria-hidden />}
            disabled={isRunning}
          >
            Priority
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {choices(priorityLabels).map((priority) => (
            <Menu.Item key={priority} onClick={() => void prioritise(priority)}>
              {priorityLabels[priority]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        size="compact-sm"
        color="red"
        variant="light"
        leftSection={<Trash2 size={14} aria-hidden />}
        disabled={isRunning}
        onClick={() => void remove()}
      >
        Delete
      </Button>
    </>
  )
}

function applications(count: number): string {
  return count === 1 ? '1 application' : `${count} applications`
}
