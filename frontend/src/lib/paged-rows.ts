/**
 * A long list of which a window of pages is in memory. Pure.
 *
 * Each page knows where it begins and, in a chain, where those before it began: a cursor each. So pages that were let
 * go load again when one scrolls back, one after the other, or at once after a jump.
 */
import type { InfiniteData } from '@tanstack/react-query'
import { cursorFrom } from '@/api/cursor'

export const pageSize = 100
/** As many rows as can be selected at once. */
const pagesInMemory = 10

/** Where a page begins: its cursor, the number of rows before it, and the page before it. */
export interface PageStart {
  cursor: string | undefined
  index: number
  before: PageStart | null
}

export interface RowPage<Row> {
  results: Row[]
  next: string | null
}

export type PagedRows<Row> = InfiniteData<RowPage<Row>, PageStart>

const firstPage: PageStart = { cursor: undefined, index: 0, before: null }

/** How an infinite query walks through the pages of a list. */
export const paging = {
  initialPageParam: firstPage,
  getNextPageParam: (page: RowPage<unknown>, _: unknown, start: PageStart) => startAfter(page, start),
  getPreviousPageParam: (_page: RowPage<unknown>, _: unknown, start: PageStart) => start.before,
  maxPages: pagesInMemory,
}

/** Where the page after this one begins; null after the last. */
export function startAfter(page: RowPage<unknown>, start: PageStart): PageStart | null {
  const cursor = cursorFrom(page.next)
  return cursor === undefined ? null : { cursor, index: start.index + page.results.length, before: start }
}

/** The rows in memory, in their order. */
export function loadedRows<Row>(data: PagedRows<Row>): Row[] {
  return data.pages.flatMap((page) => page.results)
}

/** The number of rows before those in memory. */
export function offsetOf(data: PagedRows<unknown>): number {
  return data.pageParams[0]?.index ?? 0
}

/** Where the page with a row begins that is before those in memory. */
export function startOf(data: PagedRows<unknown>, index: number): PageStart {
  let start = data.pageParams[0] ?? firstPage
  while (start.before && start.index > index) start = start.before
  return start
}
