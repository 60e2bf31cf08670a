/** The form of a contact, in a dialogue. */
import { SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { Contact } from '@/api/types'
import { FormDialog } from '@/components/FormDialog'
import { MarkdownField } from '@/components/MarkdownField'
import { formErrors } from '@/lib/form-errors'
import {
  contactFields,
  newContact,
  toContactInput,
  toContactValues,
  type ContactValues,
} from './contact-form-values'
import { useSaveContact } from './queries'

interface ContactDialogProps {
  /** The one that is changed; null adds one. */
  contact: Contact | null
  /** What a new one has to begin with. */
  proposal?: Partial<ContactValues>
  onClose: () => void
  /** Called with what was saved, before the dialogue closes. */
  onSaved: (contact: Contact) => unknown
}

/** Adds a contact, or changes one. */
export function ContactDialog({ contact, proposal, onClose, onSaved }: ContactDialogProps) {
  const save = useSaveContact(contact?.id ?? null)
  const form = useForm({
    initialValues: contact ? toContactValues(contact) : { ...newContact, ...proposal },
    validate: { name: (value) => (value.trim() ? null : 'Enter a name.') },
  })

  const submit = async (values: ContactValues) => {
    try {
      const saved = await save.mutateAsync(toContactInput(values))
      await onSaved(saved)
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), contactFields).fields)
    }
  }

  return (
    <FormDialog
      title={contact ? 'Edit the contact' : 'New contact'}
      submit={contact ? 'Save' : 'Add the contact'}
      size="lg"
      fields={contactFields}
      error={save.error}
      isSaving={save.isPending}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label="Name" required data-autofocus maxLength={200} {...form.getInputProps('name')} />
        <TextInput label="Role" maxLength={200} {...form.getInputProps('role')} />
        <TextInput label="Company" maxLength={200} {...form.getInputProps('company')} />
        <TextInput label="E-mail" type="email" maxLength={254} {...form.getInputProps('email')} />
        <TextInput label="Phone" type="tel" maxLength={50} {...form.getInputProps('phone')} />
      </SimpleGrid>
      <Textarea
        label="Links"
        description="One in each line"
        autosize
        minRows={1}
        maxRows={8}
        {...form.getInputProps('links')}
      />
      <MarkdownField label="Notes" {...form.getInputProps('notes')} />
    </FormDialog>
  )
}
