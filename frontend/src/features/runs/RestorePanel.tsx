/** Bringing a backup back. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { asProblem } from '@/api/problem'
import { FilePicker } from '@/components/FilePicker'
import { Panel } from '@/components/Panel'
import { ProblemAlert } from '@/components/ProblemAlert'
import { ProgressBar } from '@/components/ProgressBar'
import { formatBytes } from '@/lib/file-size'
import { problemDetails } from '@/lib/form-errors'
import { RestoreRun } from './RestoreRun'
import { useSendBackup } from './useRestore'

interface RestorePanelProps {
  /** The run that is looked at: a trial, or the restore itself; undefined where none was begun. */
  runId: string | undefined
  onShow: (runId: string | undefined) => void
}

/** A file, a trial that writes nothing, a confirmation, and what came of it. */
export function RestorePanel({ runId, onShow }: RestorePanelProps) {
  const { send, part, stop } = useSendBackup()
  const begin = (file: File) => {
    send.mutate(file, {
      onSuccess: ({ id }) => {
        onShow(id)
        send.reset()
      },
    })
  }
  const file = send.variables

  return (
    <Panel title="Restore a backup">
      {runId !== undefined ? (
        <RestoreRun
          key={runId}
          id={runId}
          onShow={onShow}
          onLeave={() => {
            onShow(undefined)
          }}
        />
      ) : (
        <Stack>
          {send.error !== null && asProblem(send.error).code !== 'unreachable' && (
            <ProblemAlert
              error={send.error}
              title="This file cannot be restored"
              // Those that the first line does not say.
              details={problemDetails(send.error).filter(
                (detail) => detail !== asProblem(send.error).message,
              )}
            />
          )}
          {send.error !== null && asProblem(send.error).code === 'unreachable' && (
            <ProblemAlert error={send.error} title="The file did not arrive" />
          )}
          {send.isPending && file ? (
            <div>
              <Group justify="space-between" wrap="nowrap" mb={6}>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {file.name}
                </Text>
                <Button size="compact-sm" variant="default" onClick={stop}>
                  Cancel
                </Button>
              </Group>
              <ProgressBar percent={Math.round(part * 100)} aria-label="Sent" />
              <Text size="sm" c="dimmed" mt={4}>
                {part < 1
                  ? `${formatBytes(file.size * part)} of ${formatBytes(file.size)} sent`
                  : 'Sent. It is looked at…'}
              </Text>
            </div>
          ) : (
            <FilePicker
              label="Choose a backup, or drop it here"
              accept=".zip,application/zip"
              hint="The ZIP is tried first: you see what is in it, and nothing is written before you say so."
              isBusy={false}
              onChoose={begin}
            />
          )}
        </Stack>
      )}
    </Panel>
  )
}
