/** Moving an application to another stage: at once on the screen, taken back when the server refuses. */
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import { asProblem } from '@/api/problem'
import type { Application, Status } from '@/api/types'
import { toastProblem, toastSuccess } from '@/components/toast'
import { statuses, statusLabels, type OpenStatus } from '@/lib/status'
import { afterMove, place, shiftCounts, type Columns } from './board-cache'
import {
  applicationQuery,
  columnQuery,
  columnsKey,
  countsQuery,
  refreshApplications,
  useUndoChange,
} from './queries'

/** A move as the person asks for it. */
export interface Move {
  application: Application
  to: Status
  /** When it happened (ISO instant); now, if it is left out. */
  occurredAt?: string
  note?: string
  /** What the board that shows the application searches for. */
  search?: string
}

const mutationKey = ['move']

/** Sends a move, or a reopening where the application is closed. */
function sendMove({ application, to, occurredAt, note }: Move): Promise<Application> {
  const path = { id: application.id }
  const details = { occurred_at: occurredAt, note }
  if (application.is_open) {
    const body = { status: to, from_status: application.status, ...details }
    return unwrap(api.POST('/api/v1/applications/{id}/move/', { params: { path }, body }))
  }
  // The board and the form offer open stages alone for a closed application.
  const body = { status: to as OpenStatus, ...details }
  return unwrap(api.POST('/api/v1/applications/{id}/reopen/', { params: { path }, body }))
}

/** Shows the application as it is given, wherever it is on the screen. */
function show(client: QueryClient, application: Application, search: string) {
  const columns: Columns = {}
  for (const status of statuses) columns[status] = client.getQueryData(columnQuery(status, search).queryKey)
  const placed = place(columns, application)
  for (const status of statuses) {
    const column = placed[status]
    if (column) client.setQueryData(columnQuery(status, search).queryKey, column)
  }
  client.setQueryData(applicationQuery(application.id).queryKey, application)
}

/** Loads again what a move changed: two columns, the counts, this application, and the postings' stage. */
async function refresh(client: QueryClient, application: Application, touched: readonly Status[]) {
  await client.invalidateQueries({ queryKey: columnsKey, refetchType: 'none' })
  await Promise.all([
    client.refetchQueries({
      queryKey: columnsKey,
      type: 'active',
      predicate: ({ queryKey }) => touched.includes(queryKey.at(-1) as Status),
    }),
    client.invalidateQueries({ queryKey: countsQuery.queryKey }),
    client.invalidateQueries({ queryKey: applicationQuery(application.id).queryKey }),
    client.invalidateQueries({ queryKey: [...roots.timeline, application.id] }),
    client.invalidateQueries({ queryKey: roots.jobs }),
  ])
}

/** The mutation that moves an application, with a message and Undo after it. */
export function useMove() {
  const client = useQueryClient()
  const undo = useUndoChange()

  const offerUndo = (moved: Application) => {
    toastSuccess(`${moved.job.title}: now ${statusLabels[moved.status]}.`, () => {
      undo.mutate(
        { id: moved.id, changeId: moved.last_change },
        {
          onSuccess: () => {
            toastSuccess('Move undone.')
          },
          onError: (error) => {
            toastProblem(error, 'The move was not undone')
          },
        },
      )
    })
  }

  return useMutation({
    mutationKey,
    mutationFn: sendMove,
    // One after the other: each tells the server from which stage it starts.
    scope: { id: 'moves' },
    onMutate: async ({ application, to, occurredAt, search = '' }) => {
      // A list that is on its way would put the card back.
      await client.cancelQueries({ queryKey: roots.applications })
      show(client, afterMove(application, to, occurredAt ?? new Date().toISOString()), search)
      client.setQueryData(
        countsQuery.queryKey,
        (counts) => counts && shiftCounts(counts, application.status, to),
      )
    },
    onError: (error, { application, to, search = '' }) => {
      // A conflict brings the application as it is now; anything else leaves it as it was.
      const current = asProblem(error).current ?? application
      show(client, current, search)
      client.setQueryData(countsQuery.queryKey, (counts) => counts && shiftCounts(counts, to, current.status))
      toastProblem(error, `${application.job.title} was not moved`)
    },
    onSuccess: (moved, { search = '' }) => {
      show(client, moved, search)
      offerUndo(moved)
    },
    onSettled: (moved, _error, { application, to }) => {
      // While another move is under way its card must not jump back: the last one refreshes for all.
      if (client.isMutating({ mutationKey }) > 1) return
      return moved ? refresh(client, moved, [application.status, to]) : refreshApplications(client)
    },
  })
}
