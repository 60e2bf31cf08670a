/** Planning an interview. */
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import { pipeline } from '@/api/refresh'
import type { Application } from '@/api/types'
import { FormDialog } from '@/components/FormDialog'
import { toastSuccess } from '@/components/toast'
import { useAction } from '@/components/useAction'
import { formErrors } from '@/lib/form-errors'
import { usePreferences } from '@/lib/preferences'
import { AboutFields } from './AboutFields'
import {
  aboutFields,
  timeFields,
  timeProblem,
  toInterviewInput,
  type ScheduleValues,
} from './interview-form-values'
import { MoveAlongField } from './MoveAlongField'
import { deleteInterview, useScheduleInterview } from './queries'
import { TimeFields } from './TimeFields'

const fields = [...timeFields, ...aboutFields, 'move_to'] as const

/** A dialogue for a new interview of an application; one that has been is recorded in the same way. */
export function ScheduleDialog({ application, onClose }: { application: Application; onClose: () => void }) {
  const schedule = useScheduleInterview()
  const run = useAction(pipeline)
  const { timeZone } = usePreferences()
  const form = useForm<ScheduleValues>({
    initialValues: {
      kind: 'video',
      title: '',
      starts_at: '',
      duration_minutes: 60,
      time_zone: timeZone,
      offset: '',
      place: '',
      url: '',
      interviewers: [],
      preparation: '',
      move_to: '',
    },
    validate: {
      starts_at: (_, values) => timeProblem(values),
      duration_minutes: (value) => (Number(value) >= 1 ? null : 'Enter how long it takes.'),
    },
  })

  const submit = async (values: ScheduleValues) => {
    try {
      const interview = await schedule.mutateAsync(toInterviewInput(values, application.id))
      const takeBack = () =>
        void run({
          send: () => deleteInterview(interview.id),
          done: 'The interview is in the trash.',
          failed: 'The interview is still planned',
        })
      // A move of the application has an Undo of its own in the timeline.
      toastSuccess('Interview planned.', values.move_to === '' ? takeBack : undefined)
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <FormDialog
      title="Plan an interview"
      submit="Plan the interview"
      size="lg"
      fields={fields}
      error={schedule.error}
      isSaving={schedule.isPending}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <TimeFields values={form.values} errors={form.errors} onChange={form.setValues} />
      <AboutFields form={form} />
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
