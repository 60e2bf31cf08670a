/** One task in a list. */
import { ActionIcon, Badge, Checkbox, Group, Menu, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { AlarmClockOff, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import type { Task } from '@/api/types'
import { DayOf } from '@/components/Instant'
import { ItemActions, ItemText } from '@/components/ItemList'
import { LinkAnchor } from '@/components/Links'
import { nameOfJob } from '@/components/RowSelect'
import { SnoozeMenu } from '@/components/SnoozeMenu'
import { taskKindLabels } from '@/lib/pipeline-labels'
import { useTaskActions } from './queries'
import { dueInWords, isOverdue } from './task-values'
import { TaskDialog } from './TaskDialog'
import { TaskNotes } from './TaskNotes'

interface TaskRowProps {
  task: Task
  today: string
  /** On the page of the application that it is about, which need not be named again. */
  isWithApplication?: boolean
}

/** A task with the box that says it is done, and what else can be done with it. */
export function TaskRow({ task, today, isWithApplication = false }: TaskRowProps) {
  const { complete, reopen, snooze, unsnooze, remove } = useTaskActions(task)
  const [isEditing, editing] = useDisclosure(false)
  const due = dueInWords(task, today)
  return (
    <>
      <Checkbox
        checked={task.is_done}
        size="md"
        mt={2}
        style={{ alignSelf: 'flex-start' }}
        aria-label={`Done: ${task.title}`}
        onChange={() => void (task.is_done ? reopen() : complete())}
      />
      <ItemText
        title={
          <Group gap={6}>
            <Text size="sm" fw={600} td={task.is_done ? 'line-through' : undefined}>
              {task.title}
            </Text>
            {isOverdue(task, today) && <Badge color="red">Overdue</Badge>}
            {task.kind !== 'other' && <Badge color="gray">{taskKindLabels[task.kind]}</Badge>}
          </Group>
        }
      >
        <Text size="sm" c="dimmed" component="div">
          {task.done_at !== null ? (
            <>
              Done <DayOf at={task.done_at} />
            </>
          ) : (
            (due ?? 'No day')
          )}
          {!isWithApplication && task.application !== null && task.job !== null && (
            <>
              {' · '}
              <LinkAnchor
                to="/applications/$applicationId"
                params={{ applicationId: String(task.application) }}
                inherit
                underline="always"
              >
                {nameOfJob(task.job)}
              </LinkAnchor>
            </>
          )}
          {task.contact_name !== null && ` · ${task.contact_name}`}
        </Text>
        {task.notes !== '' && <TaskNotes text={task.notes} title={task.title} />}
      </ItemText>
      <ItemActions>
        {!task.is_done && <SnoozeMenu name={task.title} onSnooze={(days) => void snooze(days)} />}
        <Menu position="bottom-end" width={180}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={28} aria-label={`More: ${task.title}`}>
              <Ellipsis size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Pencil size={16} aria-hidden />} onClick={editing.open}>
              Change…
            </Menu.Item>
            {!task.is_done && task.snoozed_until !== null && (
              <Menu.Item
                leftSection={<AlarmClockOff size={16} aria-hidden />}
                onClick={() => void unsnooze()}
              >
                Back on its day
              </Menu.Item>
            )}
            <Menu.Item
              color="red"
              leftSection={<Trash2 size={16} aria-hidden />}
              onClick={() => void remove()}
            >
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </ItemActions>
      {isEditing && <TaskDialog task={task} onClose={editing.close} />}
    </>
  )
}
