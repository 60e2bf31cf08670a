/** What is to be done for an application. */
import { ActionIcon, Badge, Button, Checkbox, Group, Menu, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { AlarmClock, Ellipsis, Trash2 } from 'lucide-react'
import { asProblem } from '@/api/problem'
import { pipeline } from '@/api/refresh'
import type { Task } from '@/api/types'
import { Panel } from '@/components/Panel'
import { PanelRows } from '@/components/PanelRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useAction } from '@/components/useAction'
import { dateInZone, formatDate } from '@/lib/dates'
import { formErrors } from '@/lib/form-errors'
import { usePreferences } from '@/lib/preferences'
import { requestsOf, tasksOfQuery, useAddTask } from './panel-queries'

/** The open tasks, each done, put off or deleted with a press; and a line to add one. */
export function TasksPanel({ applicationId }: { applicationId: number }) {
  const query = useQuery(tasksOfQuery(applicationId))
  return (
    <Panel title="Tasks">
      <PanelRows
        query={query}
        rows={query.data?.results ?? []}
        keyOf={({ id }) => id}
        empty="Nothing to do. Note what comes next: to read up, to follow up, to say thank you."
        row={(task) => <TaskRow task={task} />}
      />
      <AddTask applicationId={applicationId} />
    </Panel>
  )
}

const snoozes = [
  { days: 1, label: 'Until tomorrow' },
  { days: 3, label: 'For 3 days' },
  { days: 7, label: 'For a week' },
] as const

function TaskRow({ task }: { task: Task }) {
  const run = useAction(pipeline)
  const { timeZone } = usePreferences()
  const { complete, reopen, snooze, remove, restore } = requestsOf(task.id)
  const { title, due_time, show_on } = task
  const isLate = show_on !== null && show_on < dateInZone(new Date(), timeZone)

  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <Checkbox
        checked={task.is_done}
        label={title}
        aria-label={`Done: ${title}`}
        description={
          show_on === null
            ? 'No day'
            : `${formatDate(show_on)}${due_time === null ? '' : `, ${due_time.slice(0, 5)}`}`
        }
        onChange={() =>
          void run({
            send: complete,
            done: `Done: ${title}.`,
            failed: 'The task is still to do',
            undo: reopen,
          })
        }
      />
      <Group gap={4} wrap="nowrap">
        {isLate && <Badge color="red">Overdue</Badge>}
        <Menu position="bottom-end" width={180}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={`More about ${title}`}>
              <Ellipsis size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {snoozes.map(({ days, label }) => (
              <Menu.Item
                key={days}
                leftSection={<AlarmClock size={16} aria-hidden />}
                onClick={() =>
                  void run({
                    send: () => snooze(days),
                    done: `Put off ${label.toLowerCase()}: ${title}.`,
                    failed: 'The task was not put off',
                  })
                }
              >
                {label}
              </Menu.Item>
            ))}
            <Menu.Item
              color="red"
              leftSection={<Trash2 size={16} aria-hidden />}
              onClick={() =>
                void run({
                  send: remove,
                  done: `Deleted: ${title}.`,
                  failed: 'The task was not deleted',
                  undo: restore,
                })
              }
            >
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Group>
  )
}

const fields = ['title', 'due_on'] as const

function AddTask({ applicationId }: { applicationId: number }) {
  const add = useAddTask()
  const form = useForm({
    initialValues: { title: '', due_on: '' },
    validate: { title: (value) => (value.trim() ? null : 'Say what is to be done.') },
  })

  const submit = async ({ title, due_on }: typeof form.values) => {
    try {
      await add.mutateAsync({ application: applicationId, title: title.trim(), due_on: due_on || null })
      form.reset()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <form noValidate aria-label="Add a task" onSubmit={form.onSubmit(submit)}>
      <Stack gap="xs">
        {add.error !== null && (
          <ProblemAlert
            error={add.error}
            title="The task was not added"
            details={formErrors(asProblem(add.error), fields).rest}
          />
        )}
        <Group gap="xs" align="flex-start">
          <TextInput
            flex="1 1 160px"
            aria-label="What is to be done"
            placeholder="What comes next?"
            maxLength={300}
            {...form.getInputProps('title')}
          />
          <TextInput type="date" aria-label="Day" {...form.getInputProps('due_on')} />
          <Button type="submit" variant="default" loading={add.isPending}>
            Add
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          Tasks that are done stand in the timeline.
        </Text>
      </Stack>
    </form>
  )
}
