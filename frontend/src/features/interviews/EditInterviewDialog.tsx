/** Changing an interview apart from its time. */
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { Interview } from '@/api/types'
import { FormDialog } from '@/components/FormDialog'
import { toastSuccess } from '@/components/toast'
import { formErrors } from '@/lib/form-errors'
import { AboutFields } from './AboutFields'
import { aboutFields, toAboutValues, toInterviewPatch, type AboutValues } from './interview-form-values'
import { useUpdateInterview } from './queries'

/** A dialogue with what an interview is about. */
export function EditInterviewDialog({ interview, onClose }: { interview: Interview; onClose: () => void }) {
  const update = useUpdateInterview(interview.id)
  const form = useForm({ initialValues: toAboutValues(interview) })

  const submit = async (values: AboutValues) => {
    try {
      await update.mutateAsync(toInterviewPatch(values))
      toastSuccess('Saved.')
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), aboutFields).fields)
    }
  }

  return (
    <FormDialog
      title="Edit the interview"
      submit="Save"
      size="lg"
      fields={aboutFields}
      error={update.error}
      isSaving={update.isPending}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <AboutFields form={form} />
    </FormDialog>
  )
}
