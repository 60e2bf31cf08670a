/** Server state of tasks. */
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { cursorFrom } from '@/api/cursor'
import { roots } from '@/api/keys'
import { pipeline } from '@/api/refresh'
import type { Task, TaskInput } from '@/api/types'
import { snoozedFor } from '@/components/SnoozeMenu'
import { useAction } from '@/components/useAction'
import type { TaskSearch } from './task-search'

/** What shows tasks, or what follows from them. */
const outdated = [...pipeline, roots.applications]

/** Tasks to do, the first due first; or those that are done, the last one first. */
export function tasksQuery({ show, application }: TaskSearch) {
  const query = {
    is_done: show === 'done',
    ordering: show === 'done' ? '-done_at' : 'due_on',
    application: application === undefined ? undefined : Number(application),
  }
  return infiniteQueryOptions({
    queryKey: [...roots.tasks, 'list', query],
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.GET('/api/v1/tasks/', { params: { query: { ...query, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorFrom(page.next),
  })
}

/** Adds a task, or changes the one that is given. */
export function useSaveTask(task: Task | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: TaskInput) =>
      task === undefined
        ? unwrap(api.POST('/api/v1/tasks/', { body }))
        : unwrap(api.PATCH('/api/v1/tasks/{id}/', { params: { path: { id: task.id } }, body })),
    onSuccess: () => Promise.all(outdated.map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

/** What can be done with a task by one press; each can be taken back. */
export function useTaskActions(task: Task) {
  const run = useAction(outdated)
  const at = { params: { path: { id: task.id } } }
  const complete = () => unwrap(api.POST('/api/v1/tasks/{id}/complete/', at))
  const reopen = () => unwrap(api.POST('/api/v1/tasks/{id}/reopen/', at))
  const snooze = (body: { days: number } | { until: string }) =>
    unwrap(api.POST('/api/v1/tasks/{id}/snooze/', { ...at, body }))
  const unsnooze = () => unwrap(api.POST('/api/v1/tasks/{id}/unsnooze/', at))
  /** As it was put off before; a day that is over says no more than the day that it is due. */
  const snoozeAsBefore = () => {
    const until = task.snoozed_until
    return until === null ? unsnooze() : snooze({ until }).catch(unsnooze)
  }
  return {
    complete: () =>
      run({
        send: complete,
        done: `Done: ${task.title}.`,
        failed: 'The task is still to do',
        undo: reopen,
      }),
    reopen: () =>
      run({
        send: reopen,
        done: `To do again: ${task.title}.`,
        failed: 'The task is still done',
        undo: complete,
      }),
    snooze: (days: number) =>
      run({
        send: () => snooze({ days }),
        done: `Put off ${snoozedFor(days)}: ${task.title}.`,
        failed: 'The task was not put off',
        undo: snoozeAsBefore,
      }),
    unsnooze: () =>
      run({
        send: unsnooze,
        done: `Back on its day: ${task.title}.`,
        failed: 'The task is still put off',
        undo: snoozeAsBefore,
      }),
    remove: () =>
      run({
        send: () => unwrap(api.DELETE('/api/v1/tasks/{id}/', at)),
        done: `Deleted: ${task.title}.`,
        failed: 'The task was not deleted',
        undo: () => unwrap(api.POST('/api/v1/tasks/{id}/restore/', at)),
      }),
  }
}
