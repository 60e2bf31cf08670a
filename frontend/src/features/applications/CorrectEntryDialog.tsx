/** Correcting an entry of a timeline. */
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { Application, Correction, StatusChange } from '@/api/types'
import { FormDialog } from '@/components/FormDialog'
import { toastSuccess } from '@/components/toast'
import { fromLocalInput, toLocalInput } from '@/lib/dates'
import { formErrors } from '@/lib/form-errors'
import { usePreferences } from '@/lib/preferences'
import { openStatuses, statuses, statusLabels } from '@/lib/status'
import { useCorrectChange } from './queries'

interface CorrectEntryDialogProps {
  application: Application
  change: StatusChange
  onClose: () => void
}

const fields = ['to_status', 'occurred_at', 'note'] as const

/** A dialogue with stage, time and note of one entry; sends what was changed. */
export function CorrectEntryDialog({ application, change, onClose }: CorrectEntryDialogProps) {
  const correct = useCorrectChange(application.id, change.id)
  const { timeZone } = usePreferences()
  const occurredAt = toLocalInput(change.occurred_at, timeZone)
  const form = useForm({
    initialValues: { to_status: change.to_status, occurred_at: occurredAt, note: change.note },
    validate: {
      occurred_at: (value) => (fromLocalInput(value, timeZone) === null ? 'Enter a date and a time.' : null),
    },
  })

  const submit = async (values: typeof form.values) => {
    const changed: Correction = {}
    if (values.to_status !== change.to_status) changed.to_status = values.to_status
    if (values.note !== change.note) changed.note = values.note
    // The field holds minutes: an untouched time must not lose its seconds.
    if (values.occurred_at !== occurredAt)
      changed.occurred_at = fromLocalInput(values.occurred_at, timeZone) ?? undefined
    if (Object.keys(changed).length === 0) {
      onClose()
      return
    }
    try {
      await correct.mutateAsync(changed)
      toastSuccess('Entry corrected.')
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <FormDialog
      title="Correct this entry"
      submit="Save"
      fields={fields}
      error={correct.error}
      isSaving={correct.isPending}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <NativeSelect
        label="Stage"
        data={(change.kind === 'reopened' ? openStatuses : statuses).map((status) => ({
          value: status,
          label: statusLabels[status],
        }))}
        {...form.getInputProps('to_status')}
      />
      <TextInput
        label="When"
        description={timeZone}
        type="datetime-local"
        required
        max={toLocalInput(new Date().toISOString(), timeZone)}
        {...form.getInputProps('occurred_at')}
      />
      <Textarea label="Note" autosize minRows={2} maxRows={10} {...form.getInputProps('note')} />
    </FormDialog>
  )
}
