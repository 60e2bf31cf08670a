/** Moving an interview to another time. */
import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import { pipeline } from '@/api/refresh'
import type { InterviewSummary } from '@/api/types'
import { FormDialog } from '@/components/FormDialog'
import { toastSuccess } from '@/components/toast'
import { useAction } from '@/components/useAction'
import { formErrors } from '@/lib/form-errors'
import { timeFields, timeProblem, toInterviewMove, toTimeValues } from './interview-form-values'
import { moveInterview, useMoveInterview } from './queries'
import { TimeFields } from './TimeFields'

const fields = [...timeFields, 'note'] as const

interface MoveInterviewDialogProps {
  interview: Pick<InterviewSummary, 'id' | 'starts_at' | 'ends_at' | 'time_zone'>
  onClose: () => void
}

/** A dialogue with another time, and why; the move can be undone. */
export function MoveInterviewDialog({ interview, onClose }: MoveInterviewDialogProps) {
  const move = useMoveInterview(interview.id)
  const run = useAction(pipeline)
  const form = useForm({
    initialValues: { ...toTimeValues(interview), note: '' },
    validate: {
      starts_at: (_, values) => timeProblem(values),
      duration_minutes: (value) => (Number(value) >= 1 ? null : 'Enter how long it takes.'),
    },
  })

  const submit = async (values: typeof form.values) => {
    const { starts_at, ends_at, time_zone } = interview
    try {
      await move.mutateAsync(toInterviewMove(values, values.note))
      toastSuccess(
        'Interview moved.',
        () =>
          void run({
            send: () => moveInterview(interview.id, { starts_at, ends_at, time_zone }),
            done: 'It is when it was.',
            failed: 'The interview was not moved back',
          }),
      )
      onClose()
    } catch (error) {
      const { ends_at: endError, ...found } = formErrors(asProblem(error), [...fields, 'ends_at']).fields
      form.setErrors({ ...found, ...(endError && { duration_minutes: endError }) })
    }
  }

  return (
    <FormDialog
      title="Move the interview"
      submit="Move it"
      size="lg"
      fields={[...fields, 'ends_at']}
      error={move.error}
      isSaving={move.isPending}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <TimeFields values={form.values} errors={form.errors} onChange={form.setValues} />
      <Textarea label="Why" autosize minRows={1} maxRows={6} {...form.getInputProps('note')} />
    </FormDialog>
  )
}
