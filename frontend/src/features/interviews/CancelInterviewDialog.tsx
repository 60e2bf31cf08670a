/** Cancelling an interview. */
import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import { pipeline } from '@/api/refresh'
import type { Application, InterviewSummary, Status } from '@/api/types'
import { FormDialog } from '@/components/FormDialog'
import { toastSuccess } from '@/components/toast'
import { useAction } from '@/components/useAction'
import { formErrors } from '@/lib/form-errors'
import { MoveAlongField } from './MoveAlongField'
import { reopenInterview, useCancelInterview } from './queries'

const fields = ['note', 'move_to'] as const

interface CancelInterviewDialogProps {
  application: Pick<Application, 'status' | 'is_open'>
  interview: Pick<InterviewSummary, 'id'>
  onClose: () => void
}

/** A dialogue that asks why; the interview stays in the timeline, and in calendars as cancelled. */
export function CancelInterviewDialog({ application, interview, onClose }: CancelInterviewDialogProps) {
  const cancel = useCancelInterview(interview.id)
  const run = useAction(pipeline)
  const form = useForm({ initialValues: { note: '', move_to: '' as Status | '' } })

  const submit = async ({ note, move_to }: typeof form.values) => {
    try {
      await cancel.mutateAsync({ note: note.trim() || undefined, move_to: move_to || undefined })
      const takeBack = () =>
        void run({
          send: () => reopenInterview(interview.id),
          done: 'It is planned again.',
          failed: 'The interview is still cancelled',
        })
      toastSuccess('Interview cancelled.', move_to === '' ? takeBack : undefined)
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <FormDialog
      title="Cancel the interview"
      submit="Cancel the interview"
      leave="Go back"
      fields={fields}
      error={cancel.error}
      isSaving={cancel.isPending}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <Textarea label="Why" data-autofocus autosize minRows={1} maxRows={6} {...form.getInputProps('note')} />
      <MoveAlongField
        application={application}
        value={form.values.move_to}
        error={form.errors.move_to}
        onChange={(status) => {
          form.setFieldValue('move_to', status)
        }}
      />
    </FormDialog>
  )
}
