/** Adding a contact from any page. */
import { Button, Group, Modal, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastSuccess } from '@/components/toast'
import { useReturnFocus } from '@/components/useReturnFocus'
import { formErrors } from '@/lib/form-errors'
import { useCreateContact } from './queries'

const fields = ['name', 'role', 'company', 'email', 'phone'] as const

/** A dialogue for the name of a person, and how to reach them. */
export function NewContactDialog({ onClose }: { onClose: () => void }) {
  useReturnFocus()
  const create = useCreateContact()
  const form = useForm({
    initialValues: { name: '', role: '', company: '', email: '', phone: '' },
    validate: { name: (value) => (value.trim() ? null : 'Enter a name.') },
  })
  const complaints = create.error ? formErrors(asProblem(create.error), fields) : null

  const submit = async (values: typeof form.values) => {
    try {
      const { name } = await create.mutateAsync(values)
      toastSuccess(`${name} is among your contacts.`)
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <Modal opened onClose={onClose} title="New contact" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack>
          {complaints !== null && (
            <ProblemAlert error={create.error} title="The contact was not added" details={complaints.rest} />
          )}
          <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput label="Role" {...form.getInputProps('role')} />
            <TextInput label="Company" {...form.getInputProps('company')} />
            <TextInput label="E-mail" type="email" {...form.getInputProps('email')} />
            <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
          </SimpleGrid>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Add the contact
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
