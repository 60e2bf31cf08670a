/** Renaming a document. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { asProblem } from '@/api/problem'
import { refreshPipeline } from '@/api/refresh'
import type { Document, DocumentPatch } from '@/api/types'
import { FormDialog } from '@/components/FormDialog'
import { toastSuccess } from '@/components/toast'
import { formErrors } from '@/lib/form-errors'
import { options } from '@/lib/job-labels'
import { documentKindLabels } from '@/lib/pipeline-labels'
import { updateDocument } from './queries'

const fields = ['title', 'kind'] as const

/** A dialogue with title and kind. */
export function RenameDialog({ document, onClose }: { document: Document; onClose: () => void }) {
  const client = useQueryClient()
  const update = useMutation({
    mutationFn: (body: DocumentPatch) => updateDocument(document.id, body),
    onSuccess: () => refreshPipeline(client),
  })
  const form = useForm({
    initialValues: { title: document.title, kind: document.kind },
    validate: { title: (value) => (value.trim() ? null : 'Enter a title.') },
  })

  const submit = async ({ title, kind }: typeof form.values) => {
    try {
      await update.mutateAsync({ title: title.trim(), kind })
      toastSuccess('Saved.')
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <FormDialog
      title="Rename the document"
      submit="Save"
      fields={fields}
      error={update.error}
      isSaving={update.isPending}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <TextInput label="Title" required data-autofocus maxLength={200} {...form.getInputProps('title')} />
      <NativeSelect label="Kind" data={options(documentKindLabels)} {...form.getInputProps('kind')} />
    </FormDialog>
  )
}
