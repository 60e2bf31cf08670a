/** The view state of the board, as it stands in the URL. */
import type { Status } from '@/api/types'
import { readOne, readSome, readText, type RawSearch } from '@/lib/search-params'
import { closedStatuses, statuses } from '@/lib/status'

/** What the URL of the board may hold. */
export interface BoardSearch {
  search?: string
  /** Closed stages whose cards are shown. */
  expanded?: Status[]
  /** The stage that a narrow screen shows. */
  stage?: Status
}

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readBoardSearch(raw: RawSearch): BoardSearch {
  return {
    search: readText(raw.search),
    expanded: readSome<Status>(raw.expanded, closedStatuses),
    stage: readOne(raw.stage, statuses),
  }
}

/** The view state with the cards of one closed stage shown or hidden. */
export function toggleExpanded(search: BoardSearch, status: Status): BoardSearch {
  const now = search.expanded ?? []
  const next = now.includes(status) ? now.filter((item) => item !== status) : [...now, status]
  return { ...search, expanded: next.length > 0 ? next : undefined }
}
