/** Renaming a document. */
import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { asProblem } from '@/api/problem'
import { refreshPipeline } from '@/api/refresh'
import type { Document, DocumentPatch } from '@/api/types'
import { ProblemAlert } from '@/components/ProblemAlert'
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
    <Modal opened onClose={onClose} title="Rename the document" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack>
          {update.error !== null && (
            <ProblemAlert error={update.error} details={formErrors(asProblem(update.error), fields).rest} />
          )}
          <TextInput label="Title" required data-autofocus maxLength={200} {...form.getInputProps('title')} />
          <NativeSelect label="Kind" data={options(documentKindLabels)} {...form.getInputProps('kind')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={update.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
