/** A file that is made while one waits. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Check, CircleAlert, Download } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Run } from '@/api/types'
import { LinkAnchor } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastProblem } from '@/components/toast'
import { formatBytes } from '@/lib/file-size'
import { usePreferences } from '@/lib/preferences'
import { runQuery, useCancelRun, useStartRun } from './queries'
import { isUnfinished, keptUntil, nameOf, requestAgain } from './run-words'
import { RunProgress } from './RunProgress'

interface RunOutcomeProps {
  id: string
  /** The same was begun anew. */
  onAgain: (run: Run) => void
  onClose: () => void
}

/** How far it is; then its file, or why there is none. */
export function RunOutcome({ id, onAgain, onClose }: RunOutcomeProps) {
  const run = useQuery(runQuery(id))
  const start = useStartRun()
  const cancel = useCancelRun()
  // What had the focus is gone with the form.
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.focus()
  }, [])

  const again = run.data && requestAgain(run.data)
  const beginAgain = async () => {
    try {
      if (again) onAgain(await start.mutateAsync(again))
    } catch (error) {
      toastProblem(error, 'It was not begun anew')
    }
  }

  return (
    <Stack ref={place} tabIndex={-1} style={{ outline: 'none' }}>
      <div role="status">{run.data && <Told run={run.data} />}</div>
      {run.isPending && <LoadingRows count={1} />}
      {run.isLoadingError && <ProblemAlert error={run.error} onRetry={() => void run.refetch()} />}
      {run.data && isUnfinished(run.data) && <RunProgress run={run.data} label={nameOf(run.data)} />}
      <Text size="sm" c="dimmed">
        {run.data?.file
          ? 'It stays for a week among your'
          : 'You can close this: the file is made all the same. It will be among your'}{' '}
        <LinkAnchor to="/data" size="sm" underline="always" onClick={onClose}>
          reports and backups
        </LinkAnchor>
        .
      </Text>
      <Group justify="flex-end">
        {run.data && isUnfinished(run.data) && (
          <Button
            variant="subtle"
            color="red"
            loading={cancel.isPending}
            disabled={run.data.is_cancelled}
            onClick={() => {
              cancel.mutate(id, {
                onError: (error) => {
                  toastProblem(error, 'It was not stopped')
                },
              })
            }}
          >
            Stop it
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        {again && (
          <Button loading={start.isPending} onClick={() => void beginAgain()}>
            Try again
          </Button>
        )}
        {run.data?.file && (
          <Button
            component="a"
            href={run.data.file.url}
            download
            leftSection={<Download size={16} aria-hidden />}
            onClick={onClose}
          >
            Download
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function Told({ run }: { run: Run }) {
  const { timeZone } = usePreferences()
  if (isUnfinished(run)) return <Text>The file is being made…</Text>
  if (run.file)
    return (
      <Alert color="pine" icon={<Check size={18} aria-hidden />} title="The file is ready">
        {run.file.name} ({formatBytes(run.file.size)}), {keptUntil(run.file.expires_at, timeZone)}.
      </Alert>
    )
  return (
    <Alert
      color={run.problem ? 'red' : 'gray'}
      icon={<CircleAlert size={18} aria-hidden />}
      title={run.problem ? 'There is no file' : 'It was stopped'}
    >
      {run.problem?.message ?? 'No file was made.'}
    </Alert>
  )
}
