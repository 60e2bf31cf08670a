/** Moving an application to another column: at once on the screen, taken back when the server refuses. */
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import { asProblem } from '@/api/problem'
import type { Application, Stage } from '@/api/types'
import { toastProblem, toastSuccess } from '@/components/toast'
import { isOpenStatus, statusLabels } from '@/lib/status'
import { afterMove, place, shiftCounts, type Columns } from './board-cache'
import { firstStage, stageKey, stageOf } from './board-stages'
import { applicationQuery, boardQuery, columnQuery, columnsKey, refreshApplications } from './queries'

/** A move as the person asks for it. */
export interface Move {
  application: Application
  /** A column; one without an id and name is the first one of its status. */
  to: Pick<Stage, 'id' | 'status'> & Partial<Pick<Stage, 'name'>>
  /** When it happened (ISO instant); now, if it is left out. */
  occurredAt?: string
  note?: string
  /** What the board that shows the application searches for. */
  search?: string
}

const mutationKey = ['move']

/** The columns, as far as a board was shown. */
function loadedBoard(client: QueryClient): readonly Stage[] {
  return client.getQueryData(boardQuery.queryKey) ?? []
}

function moveToStage({ id }: Application, stage: number, details: object = {}): Promise<Application> {
  return unwrap(
    api.POST('/api/v1/applications/{id}/move/', { params: { path: { id } }, body: { stage, ...details } }),
  )
}

/** Sends a move, or a reopening where the application is closed and comes to an open status. */
async function sendMove(
  { application, to, occurredAt, note }: Move,
  stages: readonly Stage[],
): Promise<Application> {
  const params = { path: { id: application.id } }
  const details = { occurred_at: occurredAt, note }
  if (application.is_open || to.status === application.status) {
    const body = { from_status: application.status, ...details }
    if (to.id !== null) return moveToStage(application, to.id, body)
    return unwrap(
      api.POST('/api/v1/applications/{id}/move/', { params, body: { status: to.status, ...body } }),
    )
  }
  // The board and the form offer open columns alone for a closed application.
  if (!isOpenStatus(to.status)) throw new Error(`A closed application cannot go to ${to.status}.`)
  const body = { status: to.status, ...details }
  const reopened = await unwrap(api.POST('/api/v1/applications/{id}/reopen/', { params, body }))
  const isFirst = to.id === null || firstStage(stages, to.status)?.id === to.id
  return isFirst || to.id === null ? reopened : moveToStage(reopened, to.id)
}

/** Takes a move back: out of the history where it changed the status, and into the column where it was. */
async function sendUndo(moved: Application, before: Application, stages: readonly Stage[]) {
  let now = moved
  if (moved.status !== before.status) {
    const path = { application_pk: moved.id, id: moved.last_change }
    await unwrap(api.DELETE('/api/v1/applications/{application_pk}/history/{id}/', { params: { path } }))
    now = { ...before, stage: null }
  }
  const home = stageOf(stages, before)
  // Without an id there is one column for each status, in which the application lies by now.
  if (home && home.id !== null && stageOf(stages, now) !== home) await moveToStage(now, home.id)
}

/** Shows the application as it is given, wherever it is on the screen. */
function show(client: QueryClient, application: Application, search: string) {
  const stages = loadedBoard(client)
  const columns: Columns = {}
  for (const stage of stages) {
    columns[stageKey(stage)] = client.getQueryData(columnQuery(stage, search).queryKey)
  }
  const home = stageOf(stages, application)
  const placed = place(columns, application, home && stageKey(home))
  for (const stage of stages) {
    const column = placed[stageKey(stage)]
    if (column) client.setQueryData(columnQuery(stage, search).queryKey, column)
  }
  client.setQueryData(applicationQuery(application.id).queryKey, application)
}

/** Has the counts follow an application that was at one place and is at another. */
function count(client: QueryClient, before: Application, now: Application) {
  client.setQueryData(boardQuery.queryKey, (stages) => {
    const [from, to] = [before, now].map((application) => stages && stageOf(stages, application))
    return stages && from && to && shiftCounts(stages, stageKey(from), stageKey(to))
  })
}

/** Loads again what a move changed: two columns, the counts, this application, and the postings' stage. */
async function refresh(client: QueryClient, before: Application, now: Application) {
  const stages = loadedBoard(client)
  const touched = [before, now]
    .map((application) => stageOf(stages, application))
    .map((stage) => stage && stageKey(stage))
  await client.invalidateQueries({ queryKey: columnsKey, refetchType: 'none' })
  await Promise.all([
    client.refetchQueries({
      queryKey: columnsKey,
      type: 'active',
      predicate: ({ queryKey }) => touched.includes(queryKey.at(-1) as string),
    }),
    client.invalidateQueries({
      queryKey: roots.applications,
      predicate: ({ queryKey }) => queryKey[1] !== columnsKey[1],
    }),
    client.invalidateQueries({ queryKey: roots.jobs }),
  ])
}

/** The mutation that moves an application, with a message and Undo after it. */
export function useMove() {
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: ({ moved, before }: { moved: Application; before: Application }) =>
      sendUndo(moved, before, loadedBoard(client)),
    onSettled: () => refreshApplications(client),
  })

  const takeBack = async (moved: Application, before: Application) => {
    // Pressed on another page by now, where callbacks of `mutate` would not run any more.
    try {
      await undo.mutateAsync({ moved, before })
      toastSuccess('Move undone.')
    } catch (error) {
      toastProblem(error, 'The move was not undone')
    }
  }

  return useMutation({
    mutationKey,
    mutationFn: (move: Move) => sendMove(move, loadedBoard(client)),
    // One after the other: each tells the server from which status it starts.
    scope: { id: 'moves' },
    onMutate: async ({ application, to, occurredAt, search = '' }) => {
      // A list that is on its way would put the card back.
      await client.cancelQueries({ queryKey: roots.applications })
      const moved = afterMove(application, to, occurredAt ?? new Date().toISOString())
      show(client, moved, search)
      count(client, application, moved)
      return moved
    },
    onError: (error, { application, search = '' }, moved) => {
      // A conflict brings the application as it is now; anything else leaves it as it was.
      const current = asProblem(error).current ?? application
      show(client, current, search)
      if (moved) count(client, moved, current)
      toastProblem(error, `${application.job.title} was not moved`)
    },
    onSuccess: (moved, { application, to, search = '' }) => {
      show(client, moved, search)
      const place = stageOf(loadedBoard(client), moved)?.name ?? to.name ?? statusLabels[moved.status]
      toastSuccess(`${moved.job.title}: now ${place}.`, () => void takeBack(moved, application))
    },
    onSettled: (moved, _error, { application }) => {
      // While another move is under way its card must not jump back: the last one refreshes for all.
      if (client.isMutating({ mutationKey }) > 1) return
      return moved ? refresh(client, application, moved) : refreshApplications(client)
    },
  })
}
