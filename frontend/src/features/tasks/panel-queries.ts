/** Server state of the tasks of one application. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import { refreshPipeline } from '@/api/refresh'
import type { TaskInput } from '@/api/types'

/** What is to be done for an application, the first due first; those that are done stand in its timeline. */
export function tasksOfQuery(application: number) {
  return queryOptions({
    queryKey: [...roots.tasks, 'of', application],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/tasks/', {
          params: { query: { application, is_done: false, ordering: 'due_on', page_size: 100 } },
          signal,
        }),
      ),
  })
}

/** Adds a task. */
export function useAddTask() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: TaskInput) => unwrap(api.POST('/api/v1/tasks/', { body })),
    onSuccess: () => refreshPipeline(client),
  })
}

/** The requests that change one task. */
export function requestsOf(id: number) {
  const at = { params: { path: { id } } }
  return {
    complete: () => unwrap(api.POST('/api/v1/tasks/{id}/complete/', at)),
    reopen: () => unwrap(api.POST('/api/v1/tasks/{id}/reopen/', at)),
    snooze: (days: number) => unwrap(api.POST('/api/v1/tasks/{id}/snooze/', { ...at, body: { days } })),
    remove: () => unwrap(api.DELETE('/api/v1/tasks/{id}/', at)),
    restore: () => unwrap(api.POST('/api/v1/tasks/{id}/restore/', at)),
  }
}
