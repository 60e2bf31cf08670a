/** The view state of the page of reports and backups, as it stands in the URL. */
import { readText, type RawSearch } from '@/lib/search-params'

export interface DataSearch {
  /** The id of the restore that is looked at. */
  restore?: string
}

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readDataSearch(raw: RawSearch): DataSearch {
  const restore = readText(raw.restore)
  return {
    restore: restore && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(restore) ? restore : undefined,
  }
}
