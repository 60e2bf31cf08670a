/** Choosing a file and sending it. */
import { Alert, Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { FilePicker } from '@/components/FilePicker'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formatBytes } from '@/lib/file-size'
import { problemDetails } from '@/lib/form-errors'
import { limitsQuery, useUpload } from './import-queries'
import { ProgressPanel } from './ProgressPanel'
import { adviceFor, tooLarge } from './upload-advice'

const accepted = '.csv,.tsv,.txt,.xlsx,.json,.ndjson,.jsonl,.zip'

/** A place for a file; then how much of it has left, and why it was not taken. */
export function UploadPanel({ onSent }: { onSent: (id: string) => void }) {
  const { upload, part, stop } = useUpload()
  const [isStopped, setStopped] = useState(false)
  const [refused, setRefused] = useState<File | null>(null)
  const limit = useQuery(limitsQuery).data?.max_file_bytes
  const file = upload.variables

  const send = async (chosen: File) => {
    setStopped(false)
    const isRefused = tooLarge(chosen, limit) !== null
    setRefused(isRefused ? chosen : null)
    if (isRefused) return
    try {
      onSent((await upload.mutateAsync(chosen)).id)
    } catch {
      // The alert below says it.
    }
  }

  if (upload.isPending && file)
    return (
      <ProgressPanel
        title={part < 1 ? `Sending ${file.name}` : `${file.name} is sent`}
        percent={Math.round(part * 100)}
        note={`${formatBytes(file.size * part)} of ${formatBytes(file.size)}`}
        action={
          <Button
            variant="default"
            onClick={() => {
              setStopped(true)
              stop()
            }}
          >
            Cancel
          </Button>
        }
      />
    )
  return (
    <Stack gap="sm">
      <FilePicker
        label="Choose a file, or drop it here"
        accept={accepted}
        hint={`CSV, TSV, Excel (XLSX), JSON, or a ZIP of these${limit === undefined ? '' : `; up to ${formatBytes(limit)}`}`}
        isBusy={false}
        onChoose={(chosen) => void send(chosen)}
      />
      {refused && (
        <Alert color="red" role="alert" title={`${refused.name} was not sent`}>
          {tooLarge(refused, limit)}
        </Alert>
      )}
      {upload.isError && !isStopped && !refused && (
        <ProblemAlert
          error={upload.error}
          title={file ? `${file.name} was not taken` : 'The file was not taken'}
          details={[...problemDetails(upload.error), ...adviceFor(asProblem(upload.error))]}
          onRetry={() => {
            if (file) void send(file)
          }}
        />
      )}
    </Stack>
  )
}
