/** Server state of the page of today, and what can be done there by one press. */
import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import type { ApplicationInBrief, Deadline, Status, Suggestion } from '@/api/types'
import { snoozedFor } from '@/components/SnoozeMenu'
import { useAction } from '@/components/useAction'
import { statusLabels } from '@/lib/status'

const outdated = [roots.today, roots.tasks, roots.applications, roots.jobs]
/** Interviews begin, and days end, while the page is open. */
const reloadMilliseconds = 5 * 60 * 1000

/** What matters today. It depends on the clock, and on everything that is changed elsewhere. */
export const todayQuery = queryOptions({
  queryKey: roots.today,
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/today/', { signal })),
  staleTime: 0,
  refetchInterval: reloadMilliseconds,
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
