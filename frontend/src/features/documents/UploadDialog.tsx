/** Sending a file. */
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import type { Document } from '@/api/types'
import { ProblemAlert } from '@/components/ProblemAlert'
import { ProgressBar } from '@/components/ProgressBar'
import { useReturnFocus } from '@/components/useReturnFocus'
import { formatBytes } from '@/lib/file-size'
import { formErrors } from '@/lib/form-errors'
import { options } from '@/lib/job-labels'
import { documentKindLabels } from '@/lib/pipeline-labels'
import { FileChoice } from './FileChoice'
import { fileProblem, kindFrom, titleFrom } from './files'
import { usageQuery } from './queries'
import { useUpload } from './useUpload'

interface UploadDialogProps {
  /** What was chosen first; another one can be chosen in its place. */
  file: File
  /** The document of which it is the next version; null makes a new one. */
  document: Pick<Document, 'id' | 'title'> | null
  onClose: () => void
  /** Called with the id of the new version, before the dialogue closes. */
  onUploaded: (version: number) => unknown
}

const fields = ['file', 'title', 'kind', 'note'] as const

/** Asks what the file is, sends it, and shows how far it has come. */
export function UploadDialog({ file: first, document, onClose, onUploaded }: UploadDialogProps) {
  useReturnFocus()
  const [file, setFile] = useState(first)
  const usage = useQuery(usageQuery)
  const { upload, part } = useUpload()
  const form = useForm({
    initialValues: { title: titleFrom(first.name), kind: kindFrom(first.name), note: '' },
    validate: { title: (value) => (document || value.trim() ? null : 'Enter a title.') },
  })
  const problem = fileProblem(file, usage.data?.max_document_bytes)
  // What is wrong with the file is said at the file.
  const complaints = upload.error && formErrors(asProblem(upload.error), fields)
  const isOther =
    complaints !== null && (complaints.rest.length > 0 || Object.keys(complaints.fields).length === 0)

  const replace = (other: File | null) => {
    if (other === null) return
    upload.reset()
    setFile(other)
    // What was proposed for the one before goes with it; what was typed stays.
    const { title, kind } = form.getValues()
    if (title === titleFrom(file.name)) form.setFieldValue('title', titleFrom(other.name))
    if (kind === kindFrom(file.name)) form.setFieldValue('kind', kindFrom(other.name))
  }

  const submit = async ({ title, kind, note }: typeof form.values) => {
    const body = new FormData()
    if (!document) {
      body.append('title', title.trim())
      body.append('kind', kind)
    }
    body.append('note', note.trim())
    body.append('file', file)
    try {
      const version = await upload.mutateAsync({ document: document?.id ?? null, form: body })
      await onUploaded(version)
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={document ? `New version of ${document.title}` : 'New document'}
      closeOnClickOutside={!upload.isPending}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack>
          {isOther && (
            <ProblemAlert error={upload.error} title="It was not uploaded" details={complaints.rest} />
          )}
          <div>
            <Group gap="sm" wrap="nowrap">
              <FileText size={18} aria-hidden style={{ flex: 'none' }} />
              <Text size="sm" flex={1} style={{ overflowWrap: 'anywhere' }}>
                {file.name} ({formatBytes(file.size)})
              </Text>
              {!upload.isPending && (
                <FileChoice size="xs" onChoose={replace}>
                  Another file
                </FileChoice>
              )}
            </Group>
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {problem ?? complaints?.fields.file}
            </Text>
          </div>
          {!document && (
            <>
              <TextInput
                label="Title"
                required
                data-autofocus
                maxLength={200}
                {...form.getInputProps('title')}
              />
              <NativeSelect label="Kind" data={options(documentKindLabels)} {...form.getInputProps('kind')} />
            </>
          )}
          <TextInput
            label="Note"
            description="What is different about it"
            maxLength={500}
            {...form.getInputProps('note')}
          />
          {upload.isPending && (
            <div>
              <ProgressBar percent={Math.round(part * 100)} aria-label="Sent" />
              <Text size="sm" c="dimmed" mt={4}>
                {part < 1
                  ? `${formatBytes(file.size * part)} of ${formatBytes(file.size)} sent`
                  : 'Sent. It is looked at…'}
              </Text>
            </div>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={upload.isPending} disabled={problem !== null}>
              Upload
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
