/** Server state of the page of today, and what can be done there by one press. */
import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import type { ApplicationInBrief, Deadline, Status, Suggestion } from '@/api/types'
import { snoozedFor } from '@/components/SnoozeMenu'
import { useAction } from '@/components/useAction'
import { statusLabels } from '@/lib/status'
import { untilItChanges } from './clock'

/** Beside the page itself, which loads again after every write. */
const outdated = [roots.tasks, roots.applications, roots.jobs, roots.calendar]

/** What matters today. It depends on the clock, and on everything that is changed elsewhere. */
export const todayQuery = queryOptions({
  queryKey: roots.today,
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/today/', { signal })),
  staleTime: 0,
  refetchInterval: ({ state: { data } }) => untilItChanges(data, new Date()),
})

/** Whether there is any posting. */
export const hasPostingsQuery = queryOptions({
  queryKey: [...roots.jobs, 'any'],
  queryFn: async ({ signal }) => {
    const page = await unwrap(api.GET('/api/v1/jobs/', { params: { query: { page_size: 1 } }, signal }))
    return page.results.length > 0
  },
  // Who has just brought some in is not to be told how.
  staleTime: 0,
})

/** Takes a move back, as if it had not been recorded. */
function undoMove(moved: { id: number; last_change: number }) {
  const path = { application_pk: moved.id, id: moved.last_change }
  return unwrap(api.DELETE('/api/v1/applications/{application_pk}/history/{id}/', { params: { path } }))
}

/** What can be done with a suggestion. */
export function useSuggestionActions({ key, suggestion, title, application }: Suggestion) {
  const run = useAction(outdated)
  const reconsider = () => unwrap(api.POST('/api/v1/suggestions/reconsider/', { body: { key } }))
  const isMove = suggestion === 'ghosted'
  return {
    accept: () =>
      run({
        send: () => unwrap(api.POST('/api/v1/suggestions/accept/', { body: { key } })),
        done: isMove ? `${application.job.title}: now Ghosted.` : `Added to your tasks: ${title}.`,
        failed: isMove ? `${application.job.title} was not moved` : 'No task was made',
        undo: (accepted) => (accepted.application ? undoMove(accepted.application) : reconsider()),
      }),
    snooze: (days: number) =>
      run({
        send: () => unwrap(api.POST('/api/v1/suggestions/snooze/', { body: { key, days } })),
        done: `Put off ${snoozedFor(days)}: ${title}.`,
        failed: 'The suggestion was not put off',
        undo: reconsider,
      }),
    dismiss: () =>
      run({
        send: () => unwrap(api.POST('/api/v1/suggestions/dismiss/', { body: { key } })),
        done: `Dismissed: ${title}.`,
        failed: 'The suggestion is still there',
        undo: reconsider,
      }),
  }
}

/** A function that moves an application from the status that the page shows. */
export function useMoveApplication() {
  const run = useAction(outdated)
  return ({ id, job, status }: Pick<ApplicationInBrief, 'id' | 'job' | 'status'>, to: Status) =>
    run({
      send: () =>
        unwrap(
          api.POST('/api/v1/applications/{id}/move/', {
            params: { path: { id } },
            body: { status: to, from_status: status },
          }),
        ),
      done: `${job.title}: now ${statusLabels[to]}.`,
      failed: `${job.title} was not moved`,
      undo: undoMove,
    })
}

/** A function that lets a posting go to which nothing was sent: out of sight of this page, and kept. */
export function useLetGo() {
  const run = useAction(outdated)
  const archive = (id: number, is_archived: boolean) =>
    unwrap(api.PATCH('/api/v1/jobs/{id}/', { params: { path: { id } }, body: { is_archived } }))
  return ({ id, title }: Deadline['job']) =>
    run({
      send: () => archive(id, true),
      done: `Archived: ${title}.`,
      failed: 'The posting was not archived',
      undo: () => archive(id, false),
    })
}

/** A function that records that an application was sent to a posting for which there is none. */
export function useRecordApplication() {
  const run = useAction(outdated)
  return (job: Deadline['job'], today: string) =>
    run({
      send: () =>
        unwrap(
          api.POST('/api/v1/applications/', {
            body: { job: job.id, status: 'applied', applied_on: today },
          }),
        ),
      done: `${job.title}: now Applied.`,
      failed: 'No application was made',
      undo: ({ id }) => unwrap(api.DELETE('/api/v1/applications/{id}/', { params: { path: { id } } })),
    })
}
