/** Server state of imports: keys, queries and writes. */
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api, unwrap } from '@/api/client'
import { cursorFrom } from '@/api/cursor'
import { roots } from '@/api/keys'
import { refreshPipeline } from '@/api/refresh'
import type { CommitInput, Import, ImportChoices, ImportRow } from '@/api/types'
import { postForm } from '@/api/upload'
import type { RowList } from '@/components/rows/useRows'
import { pageSize } from '@/lib/paged-rows'
import type { ImportSearch } from './import-search'
import { isBusy } from './import-words'

const pollMilliseconds = 1000
const path = (id: string) => ({ params: { path: { id } } })
const listKey = [...roots.imports, 'list']
const rowsKey = (id: string) => [...roots.imports, 'rows', id]

/** The person's imports, the newest first; asked again while something is being done with one of them. */
export const importsQuery = infiniteQueryOptions({
  queryKey: listKey,
  queryFn: ({ pageParam, signal }) =>
    unwrap(api.GET('/api/v1/imports/', { params: { query: { cursor: pageParam, page_size: 20 } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorFrom(page.next),
  refetchInterval: ({ state }) =>
    state.data?.pages.some((page) => page.results.some(isBusy)) ? pollMilliseconds : false,
})

/** One import; asked again while something is being done with it. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: [...roots.imports, 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/imports/{id}/', { ...path(id), signal })),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? pollMilliseconds : false),
    // In another tab something else may have been done with it.
    refetchOnWindowFocus: 'always',
  })
}

/** What columns can be mapped to. */
export const targetsQuery = queryOptions({
  queryKey: [...roots.imports, 'targets'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/import-targets/', { signal })),
  staleTime: Infinity,
})

/** How large a file may be. */
export const limitsQuery = queryOptions({
  queryKey: [...roots.imports, 'limits'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/import-limits/', { signal })),
  staleTime: Infinity,
})

/** The rows of an import, in the order of the file. */
export function rowsOf(id: string, { verdict, table }: ImportSearch): RowList<ImportRow> {
  return {
    key: [...rowsKey(id), verdict, table],
    fetchPage: (cursor, signal) =>
      unwrap(
        api.GET('/api/v1/imports/{import_pk}/rows/', {
          params: {
            path: { import_pk: id },
            query: { verdict: verdict && [verdict], table, cursor, page_size: pageSize },
          },
          signal,
        }),
      ),
  }
}

/** An import, followed while something is being done with it; what that changed loads again once it is over. */
export function useImport(id: string) {
  const client = useQueryClient()
  const query = useQuery(importQuery(id))
  const state = query.data?.state
  const before = useRef(state)
  useEffect(() => {
    const past = before.current
    before.current = state
    if (past === undefined || state === undefined || past === state) return
    if (isBusy({ state })) return
    // Not only marked as old: of rows that were read anew the old ones are not to be seen for a moment.
    void client.resetQueries({ queryKey: rowsKey(id) })
    if (past === 'committing' || past === 'undoing') void refreshAll(client)
  }, [client, id, state])
  return query
}

/** Postings, applications, and all that hangs on them. */
function refreshAll(client: QueryClient) {
  return Promise.all([
    refreshPipeline(client),
    ...[roots.jobs, roots.applications, roots.today].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  ])
}

/** Sending a file: the upload, the part that has left (0 to 1), and how to break it off. */
export function useUpload() {
  const client = useQueryClient()
  const [part, setPart] = useState(0)
  const controller = useRef<AbortController>(null)
  const upload = useMutation({
    mutationFn: async (file: File) => {
      controller.current = new AbortController()
      const form = new FormData()
      form.append('file', file)
      const sending = { onProgress: setPart, signal: controller.current.signal }
      return (await postForm('/api/v1/imports/', form, sending)) as Import
    },
    onMutate: () => {
      setPart(0)
    },
    onSuccess: (started) => {
      client.setQueryData(importQuery(started.id).queryKey, started)
      return client.invalidateQueries({ queryKey: listKey })
    },
  })
  const stop = () => {
    controller.current?.abort()
  }
  // Who leaves the page does not mean to import any more.
  useEffect(() => stop, [])
  return { upload, part, stop }
}

/** What can be done with an import; each answers with the import as it is then. */
export function useImportActions(id: string) {
  const client = useQueryClient()
  const keep = {
    onSuccess: (changed: Import) => {
      client.setQueryData(importQuery(id).queryKey, changed)
    },
    // Refused, because it is not as it was: perhaps another tab was quicker.
    onError: () => client.invalidateQueries({ queryKey: importQuery(id).queryKey }),
    onSettled: () => client.invalidateQueries({ queryKey: listKey }),
  }
  return {
    change: useMutation({
      mutationFn: (body: ImportChoices) => unwrap(api.PATCH('/api/v1/imports/{id}/', { ...path(id), body })),
      ...keep,
    }),
    commit: useMutation({
      mutationFn: (body: CommitInput) =>
        unwrap(api.POST('/api/v1/imports/{id}/commit/', { ...path(id), body })),
      ...keep,
    }),
    cancel: useMutation({
      mutationFn: () => unwrap(api.POST('/api/v1/imports/{id}/cancel/', path(id))),
      ...keep,
    }),
    undo: useMutation({
      mutationFn: ({ keepChanged }: { keepChanged: boolean }) =>
        unwrap(
          api.POST('/api/v1/imports/{id}/undo/', {
            params: { path: { id }, query: { keep_changed: keepChanged || undefined } },
          }),
        ),
      ...keep,
    }),
    remove: useMutation({
      mutationFn: () => unwrap(api.DELETE('/api/v1/imports/{id}/', path(id))),
      onSettled: () => client.invalidateQueries({ queryKey: listKey }),
    }),
  }
}
