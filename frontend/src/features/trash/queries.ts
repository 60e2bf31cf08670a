/** Bringing things back from the trash, and deleting them for good. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import { refreshPipeline } from '@/api/refresh'
import type { BulkAnswer, ListName } from '@/api/types'
import { useBulk, type BulkMode } from '@/components/bulk/useBulk'
import { toastProblem, toastSuccess } from '@/components/toast'
import { inWords, type KindName, type TrashKind } from './trash-kinds'

/** A key that makes a repetition harmless. */
type Header = Record<'Idempotency-Key', string>

/** What is done to rows in the trash. */
export interface TrashActions {
  /** Both resolve to true once something was done. */
  restore: (ids: number[]) => Promise<boolean>
  purge: (ids: number[]) => Promise<boolean>
  isRunning: boolean
}

/** What can be done to the rows of a kind. `nameOf` is what people call one. */
export function useTrash(kind: TrashKind, nameOf: (id: number) => string | undefined): TrashActions {
  const client = useQueryClient()
  const { run, isRunning } = useBulk()
  const singles = useMutation({
    mutationFn: ({ ids, send }: { ids: number[]; send: Request }) => oneByOne(ids, send),
    onSettled: () =>
      Promise.all([refreshPipeline(client), client.invalidateQueries({ queryKey: roots.applications })]),
  })

  const change = async (ids: number[], what: 'restore' | 'purge') => {
    const [done, failed] = words[what]
    const { name } = kind
    if (name === 'jobs' || name === 'applications') {
      return run({
        send: (mode, header) =>
          what === 'restore' ? restoreRows(name, ids, mode, header) : purgeRows(name, ids, header),
        count: ids.length,
        done: (count) => `${inWords(kind, count)} ${done}`,
        failed,
        nameOf,
      })
    }
    const { count, error } = await singles.mutateAsync({ ids, send: requests[name][what] })
    if (count > 0) toastSuccess(`${inWords(kind, count)} ${done}.`)
    if (error !== null) toastProblem(error, count > 0 ? `The rest was not ${done}` : failed)
    return count > 0
  }
  return {
    restore: (ids) => change(ids, 'restore'),
    purge: (ids) => change(ids, 'purge'),
    isRunning: isRunning || singles.isPending,
  }
}

const words = {
  restore: ['restored', 'Nothing was restored'],
  purge: ['deleted for good', 'Nothing was deleted'],
} as const

/** Sends one request after the other, up to the first that fails: how many succeeded, and why no more. */
async function oneByOne(ids: number[], send: (id: number) => Promise<unknown>) {
  let count = 0
  try {
    for (const id of ids) {
      await send(id)
      count += 1
    }
  } catch (error) {
    return { count, error }
  }
  return { count, error: null }
}

/** Kinds whose rows are changed with a request each: there are few of them. */
type SingleName = Exclude<KindName, ListName>
type Request = (id: number) => Promise<unknown>

const pathOf = (id: number) => ({ params: { path: { id } } })
const requests: Readonly<Record<SingleName, { restore: Request; purge: Request }>> = {
  interviews: {
    restore: (id) => unwrap(api.POST('/api/v1/interviews/{id}/restore/', pathOf(id))),
    purge: (id) => unwrap(api.POST('/api/v1/interviews/{id}/purge/', pathOf(id))),
  },
  tasks: {
    restore: (id) => unwrap(api.POST('/api/v1/tasks/{id}/restore/', pathOf(id))),
    purge: (id) => unwrap(api.POST('/api/v1/tasks/{id}/purge/', pathOf(id))),
  },
  contacts: {
    restore: (id) => unwrap(api.POST('/api/v1/contacts/{id}/restore/', pathOf(id))),
    purge: (id) => unwrap(api.POST('/api/v1/contacts/{id}/purge/', pathOf(id))),
  },
  activities: {
    restore: (id) => unwrap(api.POST('/api/v1/activities/{id}/restore/', pathOf(id))),
    purge: (id) => unwrap(api.POST('/api/v1/activities/{id}/purge/', pathOf(id))),
  },
  documents: {
    restore: (id) => unwrap(api.POST('/api/v1/documents/{id}/restore/', pathOf(id))),
    purge: (id) => unwrap(api.POST('/api/v1/documents/{id}/purge/', pathOf(id))),
  },
}

function restoreRows(list: ListName, ids: number[], mode: BulkMode, header: Header): Promise<BulkAnswer> {
  const options = { params: { header }, body: { ids, mode } }
  return list === 'jobs'
    ? unwrap(api.POST('/api/v1/jobs/bulk-restore/', options))
    : unwrap(api.POST('/api/v1/applications/bulk-restore/', options))
}

function purgeRows(list: ListName, ids: number[], header: Header): Promise<BulkAnswer> {
  const options = { params: { header }, body: { ids } }
  return list === 'jobs'
    ? unwrap(api.POST('/api/v1/jobs/bulk-purge/', options))
    : unwrap(api.POST('/api/v1/applications/bulk-purge/', options))
}
