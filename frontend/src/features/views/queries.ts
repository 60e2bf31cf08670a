/** Server state of saved views: keys, queries and mutations. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import type { ListName, SavedView, SavedViewInput, SavedViewPatch } from '@/api/types'

/** As many as a person can have. */
const limit = 200

/** The views of both lists, the pinned ones first. */
const allViewsQuery = queryOptions({
  queryKey: roots.savedViews,
  queryFn: ({ signal }) =>
    unwrap(api.GET('/api/v1/saved-views/', { params: { query: { page_size: limit } }, signal })),
  staleTime: 60_000,
})

/** The views of one list, the pinned ones first. */
export function viewsQuery(list: ListName) {
  return {
    ...allViewsQuery,
    select: (page: { results: SavedView[] }) => page.results.filter((view) => view.list === list),
  }
}

/** Keeps a view. */
export function useCreateView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: SavedViewInput) => unwrap(api.POST('/api/v1/saved-views/', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: roots.savedViews }),
  })
}

/** Changes a view. */
export function useUpdateView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: SavedViewPatch & { id: number }) =>
      unwrap(api.PATCH('/api/v1/saved-views/{id}/', { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: roots.savedViews }),
  })
}

/** Forgets a view; the rows that it shows stay. */
export function useDeleteView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => unwrap(api.DELETE('/api/v1/saved-views/{id}/', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: roots.savedViews }),
  })
}
