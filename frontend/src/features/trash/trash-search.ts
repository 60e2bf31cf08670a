/** The view state of the trash, as it stands in the URL. */
import { readOne, type RawSearch } from '@/lib/search-params'
import { kindNames, type KindName } from './trash-kinds'

/** What the URL of the trash may hold. */
export interface TrashSearch {
  /** Postings, unless said. */
  list?: Exclude<KindName, 'jobs'>
}

const others = kindNames.filter((name) => name !== 'jobs')

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readTrashSearch(raw: RawSearch): TrashSearch {
  return { list: readOne(raw.list, others) }
}
