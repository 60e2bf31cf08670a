/** Adding and changing a task. */
import { Button, Group, Modal, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { Task } from '@/api/types'
import { MarkdownField } from '@/components/MarkdownField'
import { ProblemAlert } from '@/components/ProblemAlert'
import { ApplicationSelect, ContactSelect } from '@/components/RowSelect'
import { toastSuccess } from '@/components/toast'
import { useReturnFocus } from '@/components/useReturnFocus'
import { dateInZone } from '@/lib/dates'
import { formErrors } from '@/lib/form-errors'
import { options } from '@/lib/job-labels'
import { taskKindLabels } from '@/lib/pipeline-labels'
import { usePreferences } from '@/lib/preferences'
import type { About } from '@/lib/quick-add'
import { useSaveTask } from './queries'
import { taskFields, toTaskInput, toTaskValues } from './task-values'

interface TaskDialogProps {
  /** The one to change; a new one without it. */
  task?: Task
  /** What a new one is about. */
  about?: About
  onClose: () => void
}

/** A dialogue with the fields of a task. */
export function TaskDialog({ task, about = {}, onClose }: TaskDialogProps) {
  useReturnFocus()
  const save = useSaveTask(task)
  const { timeZone } = usePreferences()
  const form = useForm({
    initialValues: toTaskValues(task, about, dateInZone(new Date(), timeZone)),
    validate: {
      title: (value) => (value.trim() ? null : 'Say what is to be done.'),
      due_time: (value, { due_on }) => (value && !due_on ? 'A time needs its day.' : null),
    },
  })
  const complaints = save.error ? formErrors(asProblem(save.error), taskFields) : null

  const submit = async (values: typeof form.values) => {
    try {
      await save.mutateAsync(toTaskInput(values))
      toastSuccess(task ? 'Task saved.' : 'Task added.')
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), taskFields).fields)
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={task ? 'Change the task' : 'New task'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack>
          {complaints !== null && (
            <ProblemAlert error={save.error} title="The task was not saved" details={complaints.rest} />
          )}
          <TextInput
            label="What is to be done"
            required
            maxLength={300}
            data-autofocus
            {...form.getInputProps('title')}
          />
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
            <NativeSelect label="Kind" data={options(taskKindLabels)} {...form.getInputProps('kind')} />
            <TextInput label="Day" type="date" {...form.getInputProps('due_on')} />
            <TextInput label="Time" type="time" {...form.getInputProps('due_time')} />
          </SimpleGrid>
          <ApplicationSelect
            label="Application"
            placeholder="Type a title or a company"
            {...form.getInputProps('application')}
          />
          <ContactSelect
            label="Contact"
            placeholder="Type a name or a company"
            {...form.getInputProps('contact')}
          />
          <MarkdownField label="Notes" minRows={2} maxRows={10} {...form.getInputProps('notes')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              {task ? 'Save' : 'Add the task'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
