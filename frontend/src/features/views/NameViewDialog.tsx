/** Asking for the name of a view. */
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formErrors } from '@/lib/form-errors'

interface NameViewDialogProps {
  title: string
  name: string
  onClose: () => void
  /** Resolves once the name is kept; what it rejects with is shown. */
  save: (name: string) => Promise<unknown>
  error: unknown
  isSaving: boolean
}

/** A dialogue with one field; a name that is taken is said at the field. */
export function NameViewDialog({ title, name, onClose, save, error, isSaving }: NameViewDialogProps) {
  const form = useForm({
    initialValues: { name },
    validate: { name: (value) => (value.trim() ? null : 'Enter a name.') },
  })
  const submit = async (values: typeof form.values) => {
    try {
      await save(values.name.trim())
      onClose()
    } catch (failure) {
      const problem = asProblem(failure)
      const taken = problem.status === 409 ? { name: problem.message } : {}
      form.setErrors({ ...formErrors(problem, ['name']).fields, ...taken })
    }
  }
  const isAtField = error !== null && Object.keys(form.errors).length > 0
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack>
          {error !== null && !isAtField && <ProblemAlert error={error} />}
          <TextInput label="Name" maxLength={100} required data-autofocus {...form.getInputProps('name')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isSaving}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
