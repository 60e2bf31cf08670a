/** Server state of postings: keys, queries and mutations. */
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
import type { JobInput, JobPatch, JobSummary, MergeInput } from '@/api/types'
import type { RowList } from '@/components/rows/useRows'
import { pageSize } from '@/lib/paged-rows'
import { toJobQuery, type JobSearch } from './job-search'

/** The list as a grid draws it. */
export function jobRows(search: JobSearch): RowList<JobSummary> {
  const query = toJobQuery(search)
  return {
    key: [...roots.jobs, 'rows', query],
    fetchPage: (cursor, signal) =>
      unwrap(
        api.GET('/api/v1/jobs/', { params: { query: { ...query, cursor, page_size: pageSize } }, signal }),
      ),
  }
}

/** How many postings a filter leaves; exact up to what can be changed at once. */
export function jobTotalQuery(search: JobSearch) {
  const query = { ...toJobQuery(search), ordering: undefined }
  return queryOptions({
    queryKey: [...roots.jobs, 'total', query],
    queryFn: async ({ signal }) => {
      const params = { query: { ...query, page_size: 1, total: 'estimated' as const } }
      const { total } = await unwrap(api.GET('/api/v1/jobs/', { params, signal }))
      return total ?? null
    },
    placeholderData: keepPreviousData,
  })
}

/** How often the values of some filters occur among what the others leave. */
export function facetsQuery(search: JobSearch) {
  const query = { ...toJobQuery(search), ordering: undefined }
  return queryOptions({
    queryKey: [...roots.jobs, 'facets', query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/jobs/facets/', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

/** Titles and companies that may be meant by what is typed. */
export function suggestionsQuery(typed: string) {
  return queryOptions({
    queryKey: [...roots.jobs, 'suggestions', typed],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/jobs/suggestions/', { params: { query: { q: typed } }, signal })),
    enabled: typed.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

/** Everything that shows postings other than one by itself. */
function refreshLists(client: QueryClient) {
  return client.invalidateQueries({
    queryKey: roots.jobs,
    predicate: ({ queryKey }) => queryKey[1] !== 'detail',
  })
}

/** One posting. */
export function jobQuery(id: number) {
  return queryOptions({
    queryKey: [...roots.jobs, 'detail', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/jobs/{id}/', { params: { path: { id } }, signal })),
  })
}

/** Adds a posting. */
export function useCreateJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: JobInput) => unwrap(api.POST('/api/v1/jobs/', { body })),
    onSuccess: (job) => {
      client.setQueryData(jobQuery(job.id).queryKey, job)
      return refreshLists(client)
    },
  })
}

/** Changes a posting; applications show parts of it. */
export function useUpdateJob(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: JobPatch) =>
      unwrap(api.PATCH('/api/v1/jobs/{id}/', { params: { path: { id } }, body })),
    onSuccess: (job) => {
      client.setQueryData(jobQuery(id).queryKey, job)
      void client.invalidateQueries({ queryKey: roots.applications })
      return refreshLists(client)
    },
  })
}

/** Puts a posting with its applications into the trash. */
export function useDeleteJob(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/jobs/{id}/', { params: { path: { id } } })),
    onSuccess: () => {
      client.removeQueries({ queryKey: jobQuery(id).queryKey })
      void client.invalidateQueries({ queryKey: roots.applications })
      return refreshLists(client)
    },
  })
}

/** Brings a posting back out of the trash. */
export function useRestoreJob(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/jobs/{id}/restore/', { params: { path: { id } } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: roots.applications })
      return refreshLists(client)
    },
  })
}

/** Groups of postings that are probably one. */
export const duplicatesQuery = infiniteQueryOptions({
  queryKey: [...roots.jobs, 'duplicates'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(api.GET('/api/v1/jobs/duplicates/', { params: { query: { cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorFrom(page.next),
})

/** Makes two postings one: the other's applications move over, and it goes to the trash. */
export function useMergeJobs(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: MergeInput) =>
      unwrap(api.POST('/api/v1/jobs/{id}/merge/', { params: { path: { id } }, body })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: roots.applications })
      return client.invalidateQueries({ queryKey: roots.jobs })
    },
  })
}

/** Reads a posting off a page: off the one at an address, or off one that was sent along. Nothing is kept. */
export function useCapture() {
  return useMutation({
    mutationFn: ({ url, html }: { url: string; html?: string }) =>
      unwrap(
        html === undefined
          ? api.POST('/api/v1/jobs/from-url/', { body: { url } })
          : api.POST('/api/v1/jobs/from-html/', { body: { url, html } }),
      ),
  })
}
