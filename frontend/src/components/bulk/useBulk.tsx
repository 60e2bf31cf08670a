/** Changing many rows at once, with Undo. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import { asProblem, type ApiProblem } from '@/api/problem'
import { refreshPipeline } from '@/api/refresh'
import type { BulkAnswer } from '@/api/types'
import { randomKey } from '@/lib/random-key'
import { toastProblem, toastSuccess } from '../toast'
import { askAboutBadRows, showChangedRows } from './dialogues'

export type BulkMode = 'atomic' | 'partial'

/** One change of many rows. */
export interface BulkTask {
  /** Sends it; `headers` make a repetition harmless. */
  send: (mode: BulkMode, headers: { 'Idempotency-Key': string }) => Promise<BulkAnswer>
  /** How many rows are meant. */
  count: number
  /** What to say of so many rows: "12 postings archived". */
  done: (count: number) => string
  /** What to say if it did not happen: "Nothing was archived". */
  failed: string
  /** What people call a row; undefined where that is not known any more. */
  nameOf: (id: number) => string | undefined
}

/** A function that carries out a task; its promise is true once rows were changed. */
export function useBulk() {
  const client = useQueryClient()
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: roots.jobs }),
      client.invalidateQueries({ queryKey: roots.applications }),
      // What hangs on them comes and goes with them.
      refreshPipeline(client),
    ])
  const isOutOfReach = (failures: number, error: unknown) => failures < 2 && asProblem(error).status === 0

  const undo = useMutation({
    mutationFn: (id: string) =>
      unwrap(api.POST('/api/v1/bulk-operations/{id}/undo/', { params: { path: { id } } })),
    onSettled: refresh,
  })
  const change = useMutation({
    mutationFn: ({ task, mode, key }: { task: BulkTask; mode: BulkMode; key: string }) =>
      task.send(mode, { 'Idempotency-Key': key }),
    // The key makes sure that what arrived, though its answer did not, is not done twice.
    retry: isOutOfReach,
    retryDelay: 1000,
    onSettled: refresh,
  })

  const takeBack = async (operation: string, task: BulkTask) => {
    // The buttons may be gone by now, and callbacks of `mutate` would be with them.
    try {
      await undo.mutateAsync(operation)
      toastSuccess('Undone.')
    } catch (error) {
      const { items } = asProblem(error)
      if (items.length > 0) showChangedRows(items, task.nameOf)
      else toastProblem(error, 'It was not undone')
    }
  }
  const tell = (answer: BulkAnswer, task: BulkTask) => {
    const count = [answer.updated, answer.deleted, answer.restored, answer.purged].flat().length
    const skipped = answer.unchanged.length > 0 ? ` ${answer.unchanged.length} were so already.` : ''
    const { operation } = answer
    toastSuccess(
      count > 0 ? `${task.done(count)}.${skipped}` : 'There was nothing to change.',
      operation === null ? undefined : () => void takeBack(operation, task),
    )
  }

  const run = async (task: BulkTask, mode: BulkMode = 'atomic'): Promise<boolean> => {
    try {
      tell(await change.mutateAsync({ task, mode, key: randomKey() }), task)
      return true
    } catch (error) {
      const problem = asProblem(error)
      if (problem.items.length === 0) {
        toastProblem(error, task.failed)
        return false
      }
      const isWanted = await askAboutBadRows(problem.items, task, rowsLeft(problem, task.count))
      return isWanted && (await run(task, 'partial'))
    }
  }
  return { run, isRunning: change.isPending }
}

function rowsLeft(problem: ApiProblem, count: number): number {
  return count - new Set(problem.items.map((item) => item.id)).size
}
