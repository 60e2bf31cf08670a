/** The view state of an import, as it stands in the URL. */
import type { Verdict } from '@/api/types'
import { readOne, readText, type RawSearch } from '@/lib/search-params'
import { verdicts } from './import-words'

/** What the URL of an import may hold. */
export interface ImportSearch {
  /** All rows, unless said. */
  verdict?: Verdict
  /** Those of all tables, unless said. */
  table?: string
}

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readImportSearch(raw: RawSearch): ImportSearch {
  return { verdict: readOne(raw.verdict, verdicts), table: readText(raw.table) }
}
