/** A restore from its trial to its end. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Check, CircleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { RestoreResult, Run } from '@/api/types'
import { LinkButton } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastProblem } from '@/components/toast'
import { Holdings } from './Holdings'
import { runQuery, useCancelRun } from './queries'
import { RestoreReview } from './RestoreReview'
import { isTrial, isUnfinished } from './run-words'
import { RunProgress } from './RunProgress'

interface RestoreRunProps {
  id: string
  /** Another run goes on with it. */
  onShow: (id: string) => void
  /** The person wants to choose a file again, or none. */
  onLeave: () => void
}

/** What is to be seen of it, by its state. */
export function RestoreRun({ id, onShow, onLeave }: RestoreRunProps) {
  const run = useQuery(runQuery(id))
  // What had the focus, the file or a button, is gone.
  const place = useRef<HTMLDivElement>(null)
  const state = run.data?.state
  useEffect(() => {
    if (state && document.activeElement === document.body) place.current?.focus({ preventScroll: true })
  }, [state])
  return (
    <Stack ref={place} tabIndex={-1} style={{ outline: 'none' }}>
      {run.isPending && <LoadingRows count={2} />}
      {run.isLoadingError && (
        <>
          <ProblemAlert error={run.error} onRetry={() => void run.refetch()} />
          <Leave onLeave={onLeave} />
        </>
      )}
      {run.data && <State run={run.data} onShow={onShow} onLeave={onLeave} />}
    </Stack>
  )
}

function State({ run, onShow, onLeave }: { run: Run } & Omit<RestoreRunProps, 'id'>) {
  const cancel = useCancelRun()
  const trial = isTrial(run)
  if (isUnfinished(run)) {
    const label = trial ? 'The backup is being tried…' : 'The backup is being restored…'
    return (
      <>
        <Text role="status">{label}</Text>
        <RunProgress run={run} label={label} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed" flex="1 1 200px">
            {trial ? 'Nothing is written yet.' : 'Stopped before its end, it leaves everything as it was.'}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            loading={cancel.isPending}
            disabled={run.is_cancelled}
            onClick={() => {
              cancel.mutate(run.id, {
                onError: (error) => {
                  toastProblem(error, 'It was not stopped')
                },
              })
            }}
          >
            Cancel
          </Button>
        </Group>
      </>
    )
  }
  // The schema of all runs says nothing of what came of one; that of restores does.
  const result = run.result as unknown as RestoreResult | null
  if (run.state !== 'done' || result === null)
    return (
      <>
        <Alert
          color={run.problem ? 'red' : 'gray'}
          role="alert"
          icon={<CircleAlert size={18} aria-hidden />}
          title={run.problem ? 'The backup was not restored' : 'It was stopped'}
        >
          {run.problem && <Text size="sm">{run.problem.message}</Text>}
          <Text size="sm">Nothing was written: everything is as it was.</Text>
        </Alert>
        <Leave onLeave={onLeave} />
      </>
    )
  if (trial) return <RestoreReview run={run} result={result} onCommitted={onShow} onLeave={onLeave} />
  return (
    <>
      <Alert color="pine" role="status" icon={<Check size={18} aria-hidden />} title="The backup is restored">
        This was added to what you had.
      </Alert>
      <Holdings result={result} />
      <Group>
        <LinkButton to="/jobs">See the jobs</LinkButton>
        <LinkButton to="/applications" variant="default">
          See the applications
        </LinkButton>
        <Button variant="subtle" onClick={onLeave}>
          Restore another one
        </Button>
      </Group>
    </>
  )
}

function Leave({ onLeave }: { onLeave: () => void }) {
  return (
    <Group>
      <Button variant="default" onClick={onLeave}>
        Choose another file
      </Button>
    </Group>
  )
}
