import { describe, expect, it } from 'vitest'
import {
  loadedRows,
  offsetOf,
  paging,
  startAfter,
  startOf,
  type PagedRows,
  type PageStart,
} from './paged-rows'

const page = (rows: number[], next: string | null) => ({
  results: rows,
  next: next && `http://localhost/api/v1/jobs/?cursor=${next}`,
})
const first = paging.initialPageParam
const second: PageStart = { cursor: 'b', index: 3, before: first }
const third: PageStart = { cursor: 'c', index: 6, before: second }

describe('a list in pages', () => {
  it('knows where each page begins, from its cursor and the rows before it', () => {
    expect(startAfter(page([1, 2, 3], 'b'), first)).toEqual(second)
    expect(startAfter(page([4, 5, 6], 'c'), second)).toEqual(third)
    expect(startAfter(page([7], null), third)).toBeNull()
  })

  it('goes back over the pages that it came by', () => {
    expect(paging.getPreviousPageParam(page([], null), [], third)).toBe(second)
    expect(paging.getPreviousPageParam(page([], null), [], first)).toBeNull()
  })

  it('knows how many rows were let go before those in memory', () => {
    const data: PagedRows<number> = { pages: [page([7, 8], null)], pageParams: [third] }
    expect(loadedRows(data)).toEqual([7, 8])
    expect(offsetOf(data)).toBe(6)
  })

  it('finds the page of a row that was let go', () => {
    const data: PagedRows<number> = { pages: [page([7, 8], null)], pageParams: [third] }
    expect(startOf(data, 4)).toBe(second)
    expect(startOf(data, 0)).toBe(first)
  })
})
