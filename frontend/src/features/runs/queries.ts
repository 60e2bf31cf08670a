/** Server state of runs: keys, queries and mutations. */
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { cursorFrom } from '@/api/cursor'
import { roots } from '@/api/keys'
import type { ListName, Run, RunInput, RunKind } from '@/api/types'
import type { FilterTexts } from '@/lib/filter-texts'
import { isUnfinished } from './run-words'

/** Those with a file or with an effect of their own; imports have a page of their own. */
const shownKinds: RunKind[] = ['export', 'report', 'backup', 'restore']

/** The runs that the page of reports and backups shows, the newest first. */
export const runsQuery = infiniteQueryOptions({
  queryKey: [...roots.runs, 'list'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api.GET('/api/v1/runs/', {
        params: { query: { kind: shownKinds, page_size: 20, cursor: pageParam } },
        signal,
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorFrom(page.next),
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ results }) => results.some(isUnfinished)) ? 2000 : false,
})

/** One run. */
export function runQuery(id: string) {
  return queryOptions({
    queryKey: [...roots.runs, 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/runs/{id}/', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isUnfinished(state.data) ? 1000 : false),
  })
}

/** The runs that are waiting or at work: few at any time. */
export const unfinishedRunsQuery = queryOptions({
  queryKey: [...roots.runs, 'unfinished'],
  queryFn: async ({ signal }) => {
    const query = { kind: shownKinds, state: ['queued' as const, 'running' as const] }
    const { results } = await unwrap(api.GET('/api/v1/runs/', { params: { query }, signal }))
    return results
  },
  refetchInterval: ({ state }) => (state.data && state.data.length > 0 ? 3000 : false),
})

/** How many rows a filter leaves in a list, counted exactly. */
export function rowCountQuery(list: ListName, query: FilterTexts) {
  const filter = { ...query, ordering: undefined, page_size: 1, total: 'exact' } as const
  return queryOptions({
    queryKey: [...roots[list], 'total', 'exact', filter],
    queryFn: async ({ signal }) => {
      // As texts the parameters are what the address holds; the schema writes them as numbers and choices.
      const { total } =
        list === 'jobs'
          ? await unwrap(api.GET('/api/v1/jobs/', { params: { query: filter }, signal }))
          : await unwrap(api.GET('/api/v1/applications/', { params: { query: filter }, signal }))
      return total?.count ?? 0
    },
  })
}

/** Begins a run. */
export function useStartRun() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: RunInput) => unwrap(api.POST('/api/v1/runs/', { body })),
    onSuccess: (run) => {
      noteRun(client, run)
    },
  })
}

/** Has a run stop. */
export function useCancelRun() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => unwrap(api.POST('/api/v1/runs/{id}/cancel/', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: roots.runs }),
  })
}

/** Deletes a run that is over, and its file. */
export function useDeleteRun() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE('/api/v1/runs/{id}/', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      client.removeQueries({ queryKey: runQuery(id).queryKey })
    },
    onSettled: () => client.invalidateQueries({ queryKey: runsQuery.queryKey }),
  })
}

/** Takes in a run that was just begun: it may be over before anything asks for it again. */
export function noteRun(client: QueryClient, run: Run) {
  client.setQueryData(runQuery(run.id).queryKey, run)
  client.setQueryData(unfinishedRunsQuery.queryKey, (runs) => [...(runs ?? []), run])
  void client.invalidateQueries({ queryKey: runsQuery.queryKey })
  void client.invalidateQueries({ queryKey: unfinishedRunsQuery.queryKey })
}
