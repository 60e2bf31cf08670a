/** Server state of applications: keys, queries and mutations, but for the move in `useMove.ts`. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { cursorFrom } from '@/api/cursor'
import { roots } from '@/api/keys'
import type {
  Application,
  ApplicationInput,
  ApplicationPatch,
  Correction,
  Stage,
  StageInput,
  TimelineType,
} from '@/api/types'
import type { RowList } from '@/components/rows/useRows'
import { pageSize } from '@/lib/paged-rows'
import { toApplicationQuery, type ApplicationSearch } from './application-search'
import { stageKey } from './board-stages'

const columnPageSize = 30

/** The key of all columns of the board. */
export const columnsKey = [...roots.applications, 'column'] as const

/** One column of the board, the newest change first; `search` is empty where nothing is searched for. */
export function columnQuery(stage: Stage, search: string) {
  return infiniteQueryOptions({
    queryKey: [...columnsKey, search, stageKey(stage)],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/applications/', {
          params: {
            query: {
              ...(stage.id === null ? { status: [stage.status] } : { stage: stage.id }),
              search: search || undefined,
              ordering: '-status_since',
              page_size: columnPageSize,
              cursor: pageParam,
            },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorFrom(page.next),
  })
}

/** The list as a grid draws it. */
export function applicationRows(search: ApplicationSearch): RowList<Application> {
  const query = toApplicationQuery(search)
  return {
    key: [...roots.applications, 'rows', query],
    fetchPage: (cursor, signal) =>
      unwrap(
        api.GET('/api/v1/applications/', {
          params: { query: { ...query, cursor, page_size: pageSize } },
          signal,
        }),
      ),
  }
}

/** How many applications a filter leaves; exact up to what can be changed at once. */
export function applicationTotalQuery(search: ApplicationSearch) {
  const query = { ...toApplicationQuery(search), ordering: undefined }
  return queryOptions({
    queryKey: [...roots.applications, 'total', query],
    queryFn: async ({ signal }) => {
      const params = { query: { ...query, page_size: 1, total: 'estimated' as const } }
      const { total } = await unwrap(api.GET('/api/v1/applications/', { params, signal }))
      return total ?? null
    },
    placeholderData: keepPreviousData,
  })
}

/** How many applications stand at each status. */
export const countsQuery = queryOptions({
  queryKey: [...roots.applications, 'counts'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/applications/status-counts/', { signal })),
})

/** The columns of the board with how many applications lie in each. */
export const boardQuery = queryOptions({
  queryKey: [...roots.applications, 'board'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/applications/stage-counts/', { signal })),
})

/** The columns of the board to change them, with the tag of the state that they are in. */
export const editedBoardQuery = queryOptions({
  // Not below the root of applications: what is typed must not be overtaken by news of those.
  queryKey: ['edited-board'],
  queryFn: async ({ signal }) => {
    const board = api.GET('/api/v1/stages/', { signal })
    await unwrap(board)
    const stages = await unwrap(api.GET('/api/v1/applications/stage-counts/', { signal }))
    return { stages, tag: (await board).response.headers.get('ETag') ?? undefined }
  },
  staleTime: Infinity,
  gcTime: 0,
})

/** One application. */
export function applicationQuery(id: number) {
  return queryOptions({
    queryKey: [...roots.applications, 'detail', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/applications/{id}/', { params: { path: { id } }, signal })),
  })
}

/** What happened to an application, the newest first; all of it, or what is of one type. */
export function timelineQuery(id: number, type?: TimelineType) {
  return infiniteQueryOptions({
    queryKey: [...roots.timeline, id, type],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/applications/{application_pk}/timeline/', {
          params: { path: { application_pk: id }, query: { type: type && [type], cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorFrom(page.next),
  })
}

/** Marks everything that shows applications as out of date; what is on the screen loads again. */
export function refreshApplications(client: QueryClient) {
  return Promise.all([
    client.invalidateQueries({ queryKey: roots.applications }),
    client.invalidateQueries({ queryKey: roots.jobs }),
  ])
}

/** Begins an application to a posting. */
export function useStartApplication() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ApplicationInput) => unwrap(api.POST('/api/v1/applications/', { body })),
    onSettled: () => refreshApplications(client),
  })
}

/** Changes notes, priority or the date of applying. */
export function useUpdateApplication(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ApplicationPatch) =>
      unwrap(api.PATCH('/api/v1/applications/{id}/', { params: { path: { id } }, body })),
    onSuccess: (application) => {
      client.setQueryData(applicationQuery(id).queryKey, application)
      return refreshApplications(client)
    },
  })
}

/** Puts an application with its timeline into the trash. */
export function useDeleteApplication(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/applications/{id}/', { params: { path: { id } } })),
    onSuccess: () => {
      client.removeQueries({ queryKey: applicationQuery(id).queryKey })
      client.removeQueries({ queryKey: [...roots.timeline, id] })
      return refreshApplications(client)
    },
  })
}

/** Brings an application back out of the trash. */
export function useRestoreApplication(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/applications/{id}/restore/', { params: { path: { id } } })),
    onSettled: () => refreshApplications(client),
  })
}

/** Corrects an entry of the timeline. */
export function useCorrectChange(id: number, changeId: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Correction) =>
      unwrap(
        api.PATCH('/api/v1/applications/{application_pk}/history/{id}/', {
          params: { path: { application_pk: id, id: changeId } },
          body,
        }),
      ),
    onSuccess: () => refreshApplications(client),
  })
}

/** Takes a move back, as if it had not been recorded. */
export function useUndoChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, changeId }: { id: number; changeId: number }) =>
      unwrap(
        api.DELETE('/api/v1/applications/{application_pk}/history/{id}/', {
          params: { path: { application_pk: id, id: changeId } },
        }),
      ),
    onSettled: () => refreshApplications(client),
  })
}

/** Replaces the columns of the board. */
export function useReplaceBoard(tag: string | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: StageInput[]) =>
      unwrap(api.PUT('/api/v1/stages/', { body, params: { header: { 'If-Match': tag } } })),
    onSuccess: () => refreshApplications(client),
  })
}

/** Goes back to one column for each status. */
export function useResetBoard(tag: string | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/stages/', { params: { header: { 'If-Match': tag } } })),
    onSuccess: () => refreshApplications(client),
  })
}
