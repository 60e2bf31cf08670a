/** Choosing what went with an application. */
import { Button, Group, Modal, NativeSelect, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Document } from '@/api/types'
import { LinkAnchor } from '@/components/Links'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useReturnFocus } from '@/components/useReturnFocus'
import { documentChoicesQuery, versionsQuery } from './queries'

interface AttachDialogProps {
  onClose: () => void
  /** Called with the id of a version; true closes the dialogue. */
  onChoose: (version: number) => Promise<boolean>
}

/** A dialogue with the documents and their versions, the newest proposed. */
export function AttachDialog({ onClose, onChoose }: AttachDialogProps) {
  useReturnFocus()
  const query = useQuery(documentChoicesQuery)
  return (
    <Modal opened onClose={onClose} title="Attach a document" closeButtonProps={{ 'aria-label': 'Close' }}>
      {query.isPending && <Skeleton height={140} />}
      {query.isLoadingError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Choice documents={query.data.results} onClose={onClose} onChoose={onChoose} />}
    </Modal>
  )
}

function Choice({ documents, onClose, onChoose }: AttachDialogProps & { documents: Document[] }) {
  const [documentId, setDocumentId] = useState(documents[0]?.id)
  const [versionId, setVersionId] = useState<number>()
  const [isSending, setIsSending] = useState(false)
  const document = documents.find(({ id }) => id === documentId)
  const versions = useQuery({ ...versionsQuery(documentId ?? 0), enabled: documentId !== undefined })
  if (!document)
    return (
      <Text>
        There are no documents yet. Upload one here, or on the page of your{' '}
        <LinkAnchor to="/documents" search={{}} underline="always">
          documents
        </LinkAnchor>
        .
      </Text>
    )

  const chosen = versionId ?? document.latest_version.id
  const submit = async () => {
    setIsSending(true)
    const isDone = await onChoose(chosen)
    if (isDone) onClose()
    else setIsSending(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        <NativeSelect
          label="Document"
          data-autofocus
          data={documents.map(({ id, title }) => ({ value: String(id), label: title }))}
          value={String(documentId)}
          onChange={(event) => {
            setDocumentId(Number(event.currentTarget.value))
            setVersionId(undefined)
          }}
        />
        <NativeSelect
          label="Version"
          data={(versions.data?.results ?? [document.latest_version]).map(
            ({ id, number, filename, note }) => ({
              value: String(id),
              label: `${number}: ${note || filename}`,
            }),
          )}
          value={String(chosen)}
          onChange={(event) => {
            setVersionId(Number(event.currentTarget.value))
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSending}>
            Attach
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
