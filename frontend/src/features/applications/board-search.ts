/** The view state of the board, as it stands in the URL. */
import { readText, type RawSearch } from '@/lib/search-params'

/** What the URL of the board may hold. */
export interface BoardSearch {
  search?: string
  /** The key of the column that a narrow screen shows. */
  stage?: string
}

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readBoardSearch(raw: RawSearch): BoardSearch {
  return { search: readText(raw.search), stage: readText(raw.stage) }
}
