/** The rows of a long list, loaded as they come into sight. */
import { keepPreviousData, useInfiniteQuery, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  loadedRows,
  offsetOf,
  pageSize,
  paging,
  startOf,
  type PagedRows,
  type PageStart,
  type RowPage,
} from '@/lib/paged-rows'

/** Where a list comes from; one key for each filter and order. */
export interface RowList<Row> {
  key: QueryKey
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<RowPage<Row>>
}

/** What a grid draws: rows by their place in the whole list, of which some are in memory. */
export interface RowSource<Row> {
  /** The rows in memory. */
  loaded: readonly Row[]
  /** How many come before these. */
  offset: number
  /** How far one can scroll: a little past what is loaded, as long as there is more. */
  count: number
  /** Has loaded what is to be seen from one place to another, if it is not there. */
  show: (first: number, last: number) => void
  isLoading: boolean
  /** The rows are still those of the filter before. */
  isOutdated: boolean
  /** Why there is nothing to show. */
  error: Error | null
  /** Why what is shown is not all, or not new. */
  moreError: Error | null
  retry: () => void
}

/** Placeholders for what is on its way, at the end. */
const rowsToCome = 8

/** Loads the pages of a list and lets go of those far from the last one that was shown. */
export function useRows<Row>({ key, fetchPage }: RowList<Row>): RowSource<Row> {
  const client = useQueryClient()
  const query = useInfiniteQuery<RowPage<Row>, Error, PagedRows<Row>, QueryKey, PageStart>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam.cursor, signal),
    placeholderData: keepPreviousData,
    ...paging,
  })
  const { data, hasNextPage, isFetching, isPlaceholderData } = query
  const loaded = useMemo(() => (data ? loadedRows(data) : []), [data])
  const offset = data ? offsetOf(data) : 0
  const end = offset + loaded.length
  const show = (first: number, last: number) => {
    if (!data || isFetching || isPlaceholderData || query.isError) return
    if (first < offset - 2 * pageSize) {
      // Too far to go there page by page: begin afresh at the page that is looked at.
      client.setQueryData(key, { pages: [], pageParams: [startOf(data, first)] })
      void query.refetch()
    } else if (first < offset) void query.fetchPreviousPage()
    else if (last > end - pageSize / 2 && hasNextPage) void query.fetchNextPage()
  }

  return {
    loaded,
    offset,
    count: end + (data?.pages.length === 0 ? pageSize : hasNextPage ? rowsToCome : 0),
    show,
    isLoading: query.isPending,
    isOutdated: isPlaceholderData,
    error: query.isLoadingError ? query.error : null,
    moreError: data ? query.error : null,
    retry: () => {
      if (query.isFetchNextPageError) void query.fetchNextPage()
      else if (query.isFetchPreviousPageError) void query.fetchPreviousPage()
      else void query.refetch()
    },
  }
}
