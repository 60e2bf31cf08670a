/** The view state of the trash, as it stands in the URL. */
import type { ListName } from '@/api/types'
import { readOne, type RawSearch } from '@/lib/search-params'

/** What the URL of the trash may hold. */
export interface TrashSearch {
  /** Postings, unless said. */
  list?: Exclude<ListName, 'jobs'>
}

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readTrashSearch(raw: RawSearch): TrashSearch {
  return { list: readOne(raw.list, ['applications']) }
}
