/** Moving an interview by its date and time. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { CalendarItem } from '@/api/types'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formatInstant } from '@/lib/dates'
import { formErrors } from '@/lib/form-errors'
import { usePreferences } from '@/lib/preferences'
import { minutesOf, slotOf, toLocal } from './calendar-items'
import { useMoving } from './useMoving'

interface MoveInterviewDialogProps {
  item: CalendarItem
  onClose: () => void
}

/** Asks when it begins; it takes as long as before. */
export function MoveInterviewDialog({ item, onClose }: MoveInterviewDialogProps) {
  const { timeZone } = usePreferences()
  const move = useMoving()
  const form = useForm({
    initialValues: { starts_at: toLocal(slotOf(item)), problem: null as unknown, isSending: false },
    validate: {
      starts_at: (value: string) =>
        /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) ? null : 'Enter a date and a time.',
    },
  })
  const { problem, isSending } = form.values

  const submit = async ({ starts_at }: typeof form.values) => {
    form.setFieldValue('isSending', true)
    try {
      const [day = '', time = ''] = starts_at.split('T')
      await move(item, { day, minutes: minutesOf(time) })
      onClose()
    } catch (error) {
      const { fields } = formErrors(asProblem(error), ['starts_at'])
      form.setValues({ problem: error, isSending: false })
      form.setErrors(fields)
    }
  }

  return (
    <Modal opened onClose={onClose} title={`Move ${item.title}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack>
          {problem !== null && form.errors.starts_at === undefined && (
            <ProblemAlert error={problem} title="It was not moved" />
          )}
          {item.job && (
            <Text size="sm">
              {item.job.title}, {item.job.company}
            </Text>
          )}
          <TextInput
            label="Begins"
            description={`On your clock, ${timeZone}. It takes as long as before.`}
            type="datetime-local"
            data-autofocus
            {...form.getInputProps('starts_at')}
          />
          {item.time_zone !== null && item.time_zone !== timeZone && item.starts_at !== null && (
            <Text size="sm" c="dimmed">
              Agreed upon for {formatInstant(item.starts_at, item.time_zone)} in {item.time_zone}.
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isSending}>
              Move
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
