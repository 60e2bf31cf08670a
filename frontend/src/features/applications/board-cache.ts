/** The board's columns in the query cache, and what a move does to them. Pure. */
import type { InfiniteData } from '@tanstack/react-query'
import type { Application, ApplicationPage, Status, StatusCounts } from '@/api/types'
import { isOpenStatus, statuses } from '@/lib/status'

/** The loaded pages of one column. */
export type Column = InfiniteData<ApplicationPage>

/** The columns that are loaded; the newest change stands first in each. */
export type Columns = Partial<Record<Status, Column>>

/** The application as it will be when a move succeeds; `since` is an ISO instant. */
export function afterMove(application: Application, status: Status, since: string): Application {
  return { ...application, status, is_open: isOpenStatus(status), status_since: since }
}

/**
 * The columns with this application in the column of its status and in no other. One function serves the
 * move, its rollback and the server's answer: each says what the application is, so that several moves under
 * way at once cannot undo each other's effect, as restoring a snapshot would.
 */
export function place(columns: Columns, application: Application): Columns {
  const placed: Columns = {}
  for (const status of statuses) {
    const column = columns[status]
    if (!column) continue
    const without = removeFrom(column, application.id)
    placed[status] = status === application.status ? insertInto(without, application) : without
  }
  return placed
}

/** The counts after one application went from one column to another. */
export function shiftCounts(counts: StatusCounts, from: Status, to: Status): StatusCounts {
  if (from === to) return counts
  return { ...counts, [from]: Math.max(0, counts[from] - 1), [to]: counts[to] + 1 }
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
