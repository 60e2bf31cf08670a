/** Server state of interviews: keys, queries and writes. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import { refreshPipeline } from '@/api/refresh'
import type {
  Interview,
  InterviewCancellation,
  InterviewInput,
  InterviewMove,
  InterviewPatch,
  InterviewResult,
} from '@/api/types'

/** The interviews of an application in their order; so many that one sees all of them. */
export function interviewsOfQuery(application: number) {
  return queryOptions({
    queryKey: [...roots.interviews, 'of', application],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/interviews/', {
          params: { query: { application, ordering: 'starts_at', page_size: 100 } },
          signal,
        }),
      ),
  })
}

/** One interview with its long texts. */
export function interviewQuery(id: number) {
  return queryOptions({
    queryKey: [...roots.interviews, 'detail', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/interviews/{id}/', { params: { path: { id } }, signal })),
  })
}

/** Where an interview is downloaded as a file for calendars. */
export function calendarFileOf(id: number): string {
  return `/api/v1/interviews/${id}/ics/`
}

/** A mutation after which everything that shows the interview loads again; with it the application, if it moved along. */
function useWrite<Body extends { move_to?: string }>(send: (body: Body) => Promise<Interview>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: async (interview, { move_to }) => {
      client.setQueryData(interviewQuery(interview.id).queryKey, interview)
      if (move_to !== undefined) {
        await Promise.all(
          [roots.applications, roots.jobs].map((queryKey) => client.invalidateQueries({ queryKey })),
        )
      }
      await refreshPipeline(client)
    },
  })
}

/** Plans an interview, or records one that has been. */
export function useScheduleInterview() {
  return useWrite((body: InterviewInput) => unwrap(api.POST('/api/v1/interviews/', { body })))
}

/** Says that an interview has been, and how it went. */
export function useCompleteInterview(id: number) {
  return useWrite((body: InterviewResult) =>
    unwrap(api.POST('/api/v1/interviews/{id}/complete/', { params: { path: { id } }, body })),
  )
}

/** Says that an interview will not be. */
export function useCancelInterview(id: number) {
  return useWrite((body: InterviewCancellation) =>
    unwrap(api.POST('/api/v1/interviews/{id}/cancel/', { params: { path: { id } }, body })),
  )
}

/** Moves an interview to another time. */
export function useMoveInterview(id: number) {
  return useWrite((body: InterviewMove & { move_to?: never }) => moveInterview(id, body))
}

/** Changes everything but times, state and outcome. */
export function useUpdateInterview(id: number) {
  return useWrite((body: InterviewPatch & { move_to?: never }) =>
    unwrap(api.PATCH('/api/v1/interviews/{id}/', { params: { path: { id } }, body })),
  )
}

/** Moves an interview, also back to where it was. */
export function moveInterview(id: number, body: InterviewMove) {
  return unwrap(api.POST('/api/v1/interviews/{id}/move/', { params: { path: { id } }, body }))
}

/** Says that an interview has been, and in a word how it went. */
export function completeInterview(id: number, outcome: Interview['outcome']) {
  return unwrap(
    api.POST('/api/v1/interviews/{id}/complete/', { params: { path: { id } }, body: { outcome } }),
  )
}

/** Plans an interview again that was cancelled or is over. */
export function reopenInterview(id: number) {
  return unwrap(api.POST('/api/v1/interviews/{id}/reopen/', { params: { path: { id } }, body: {} }))
}

/** Puts an interview into the trash. */
export function deleteInterview(id: number) {
  return unwrap(api.DELETE('/api/v1/interviews/{id}/', { params: { path: { id } } }))
}

/** Brings an interview back. */
export function restoreInterview(id: number) {
  return unwrap(api.POST('/api/v1/interviews/{id}/restore/', { params: { path: { id } } }))
}
