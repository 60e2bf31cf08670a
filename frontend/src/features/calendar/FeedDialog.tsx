/** Making or changing an address that another calendar reads. */
import { Button, Checkbox, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { CalendarFeed, CalendarFeedInput } from '@/api/types'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formErrors } from '@/lib/form-errors'
import { alarmOptions, feedContents, toFeedInput, toFeedValues } from './feed-values'

const fields = ['name', 'interviews', 'deadlines', 'tasks', 'alarm_minutes'] as const

interface FeedDialogProps {
  /** The address to change, or null for a new one. */
  feed: CalendarFeed | null
  save: (input: CalendarFeedInput) => Promise<unknown>
  error: unknown
  isSaving: boolean
  onClose: () => void
}

/** Asks for its name, what it shows, and when it rings; closed by whoever saves. */
export function FeedDialog({ feed, save, error, isSaving, onClose }: FeedDialogProps) {
  const form = useForm({
    initialValues: toFeedValues(feed),
    validate: {
      name: (value) => (value.trim() ? null : 'Enter a name.'),
      shows: (value) => (value.length > 0 ? null : 'Choose what it shows.'),
    },
  })
  const submit = async (values: typeof form.values) => {
    try {
      await save(toFeedInput(values))
    } catch (failure) {
      const { name, interviews, deadlines, tasks, alarm_minutes } = formErrors(
        asProblem(failure),
        fields,
      ).fields
      form.setErrors({ name, shows: interviews ?? deadlines ?? tasks, alarm: alarm_minutes })
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={feed ? `Change “${feed.name}”` : 'New calendar address'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack>
          {error !== null && (
            <ProblemAlert
              error={error}
              title="It was not saved"
              details={formErrors(asProblem(error), fields).rest}
            />
          )}
          <TextInput
            label="Name"
            description="Where you use it, such as “Phone”"
            data-autofocus
            maxLength={100}
            {...form.getInputProps('name')}
          />
          <Checkbox.Group label="It shows" {...form.getInputProps('shows')}>
            <Stack gap="xs" mt={4}>
              {feedContents.map(({ value, label }) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
            </Stack>
          </Checkbox.Group>
          <NativeSelect
            label="Alarm of interviews"
            data={alarmOptions(form.values.alarm)}
            {...form.getInputProps('alarm')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isSaving}>
              {feed ? 'Save' : 'Make the address'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
