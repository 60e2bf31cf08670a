/** Server state of the trash. */
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import type { BulkAnswer, ListName } from '@/api/types'
import type { BulkMode } from '@/components/bulk/useBulk'
import type { RowList } from '@/components/rows/useRows'
import { pageSize } from '@/lib/paged-rows'

/** Something that was deleted. */
export interface TrashedRow {
  id: number
  title: string
  company: string
  /** ISO instant. */
  trashedAt: string
  /** The stage of an application. */
  status: string | null
}

/** What was deleted of a list, the last first. */
export function trashRows(list: ListName): RowList<TrashedRow> {
  const ordering = '-trashed_at'
  return {
    key: [...roots[list], 'trash'],
    fetchPage: async (cursor, signal) => {
      const options = { params: { query: { ordering, cursor, page_size: pageSize } }, signal }
      if (list === 'jobs') {
        const page = await unwrap(api.GET('/api/v1/jobs/trash/', options))
        const rows = page.results.map(({ id, title, company, trashed_at }) => ({
          ...{ id, title, company, status: null },
          trashedAt: trashed_at ?? '',
        }))
        return { next: page.next, results: rows }
      }
      const page = await unwrap(api.GET('/api/v1/applications/trash/', options))
      const rows = page.results.map(({ id, job: { title, company }, status, trashed_at }) => ({
        ...{ id, title, company, status },
        trashedAt: trashed_at ?? '',
      }))
      return { next: page.next, results: rows }
    },
  }
}

/** A key that makes a repetition harmless. */
type Header = Record<'Idempotency-Key', string>

/** Brings rows back. */
export function restoreRows(
  list: ListName,
  ids: number[],
  mode: BulkMode,
  header: Header,
): Promise<BulkAnswer> {
  const options = { params: { header }, body: { ids, mode } }
  return list === 'jobs'
    ? unwrap(api.POST('/api/v1/jobs/bulk-restore/', options))
    : unwrap(api.POST('/api/v1/applications/bulk-restore/', options))
}

/** Deletes rows for good. */
export function purgeRows(list: ListName, ids: number[], header: Header): Promise<BulkAnswer> {
  const options = { params: { header }, body: { ids } }
  return list === 'jobs'
    ? unwrap(api.POST('/api/v1/jobs/bulk-purge/', options))
    : unwrap(api.POST('/api/v1/applications/bulk-purge/', options))
}
