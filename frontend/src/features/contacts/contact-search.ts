/** The view state of the list of contacts, as it stands in the URL. */
import { readText, type RawSearch } from '@/lib/search-params'

/** What the URL of the list may hold. */
export interface ContactSearch {
  search?: string
}

/** Reads the view state out of a query string. */
export function readContactSearch(raw: RawSearch): ContactSearch {
  return { search: readText(raw.search) }
}
