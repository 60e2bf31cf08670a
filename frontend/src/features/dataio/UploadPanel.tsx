/** Choosing a file and sending it. */
import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { FilePicker } from '@/components/FilePicker'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formatBytes } from '@/lib/file-size'
import { problemDetails } from '@/lib/form-errors'
import { useUpload } from './import-queries'
import { ProgressPanel } from './ProgressPanel'
import { adviceFor } from './upload-advice'

const accepted = '.csv,.tsv,.txt,.xlsx,.json,.ndjson,.jsonl,.zip'

/** A place for a file; then how much of it has left, and why it was not taken. */
export function UploadPanel({ onSent }: { onSent: (id: string) => void }) {
  const { upload, part, stop } = useUpload()
  const [isStopped, setStopped] = useState(false)
  const file = upload.variables

  const send = async (chosen: File) => {
    setStopped(false)
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
        hint="CSV, TSV, Excel (XLSX), JSON, or a ZIP of these"
        isBusy={false}
        onChoose={(chosen) => void send(chosen)}
      />
      {upload.isError && !isStopped && (
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
