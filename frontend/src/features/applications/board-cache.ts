/** The board's columns in the query cache, and what a move does to them. Pure. */
import type { InfiniteData } from '@tanstack/react-query'
import type { Application, ApplicationPage, Stage } from '@/api/types'
import { isOpenStatus } from '@/lib/status'
import { stageKey } from './board-stages'

/** The loaded pages of one column. */
export type Column = InfiniteData<ApplicationPage>

/** The columns that are loaded, by their keys; the newest change stands first in each. */
export type Columns = Partial<Record<string, Column>>

/** The application as it will be when a move succeeds; `since` is an ISO instant, of a move to another status. */
export function afterMove(
  application: Application,
  { id, status }: Pick<Stage, 'id' | 'status'>,
  since: string,
): Application {
  const changed = { ...application, stage: id, status, is_open: isOpenStatus(status) }
  return status === application.status ? changed : { ...changed, status_since: since }
}

/**
 * The columns with this application in the one of the key `home` and in no other. One function serves the
 * move, its rollback and the server's answer: each says what the application is, so that several moves under
 * way at once cannot undo each other's effect, as restoring a snapshot would.
 */
export function place(columns: Columns, application: Application, home: string | undefined): Columns {
  const placed: Columns = {}
  for (const [key, column] of Object.entries(columns)) {
    if (!column) continue
    const without = removeFrom(column, application.id)
    placed[key] = key === home ? insertInto(without, application) : without
  }
  return placed
}

/** The board after one application went from one column to another. */
export function shiftCounts(stages: readonly Stage[], from: string, to: string): Stage[] {
  const change = (key: string) => Number(key === to) - Number(key === from)
  return stages.map((stage) => ({ ...stage, count: Math.max(0, stage.count + change(stageKey(stage))) }))
}

/** All loaded applications of a column. */
export function applicationsIn(column: Column | undefined): Application[] {
  return column?.pages.flatMap((page) => page.results) ?? []
}

function removeFrom(column: Column, id: number): Column {
  if (!column.pages.some((page) => page.results.some((item) => item.id === id))) return column
  return {
    ...column,
    pages: column.pages.map((page) => ({ ...page, results: page.results.filter((item) => item.id !== id) })),
  }
}

function insertInto(column: Column, application: Application): Column {
  const pages = column.pages.map((page) => ({ ...page, results: [...page.results] }))
  for (const page of pages) {
    const index = page.results.findIndex((item) => isBefore(application, item))
    if (index >= 0) {
      page.results.splice(index, 0, application)
      return { ...column, pages }
    }
  }
  const last = pages.at(-1)
  // Past the last loaded page it will come with the pages still to load.
  if (last && !last.next) last.results.push(application)
  return { ...column, pages }
}

function isBefore(a: Application, b: Application): boolean {
  const difference = Date.parse(a.status_since) - Date.parse(b.status_since)
  return difference > 0 || (difference === 0 && a.id > b.id)
}
