/** Server state of postings: keys, queries and mutations. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import type { JobInput, JobPatch } from '@/api/types'
import { toJobQuery, type JobSearch } from './job-search'

/** One page of the list. */
export function jobListQuery(search: JobSearch) {
  const query = toJobQuery(search)
  return queryOptions({
    queryKey: [...roots.jobs, 'list', query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/jobs/', { params: { query }, signal })),
    placeholderData: keepPreviousData,
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
      return client.invalidateQueries({ queryKey: [...roots.jobs, 'list'] })
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
      return client.invalidateQueries({ queryKey: [...roots.jobs, 'list'] })
    },
  })
}

/** Deletes a posting with its applications. */
export function useDeleteJob(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/jobs/{id}/', { params: { path: { id } } })),
    onSuccess: () => {
      client.removeQueries({ queryKey: jobQuery(id).queryKey })
      void client.invalidateQueries({ queryKey: roots.applications })
      return client.invalidateQueries({ queryKey: [...roots.jobs, 'list'] })
    },
  })
}
