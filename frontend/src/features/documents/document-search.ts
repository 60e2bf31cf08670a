/** The view state of the list of documents, as it stands in the URL. */
import type { Document } from '@/api/types'
import { choices } from '@/lib/job-labels'
import { documentKindLabels } from '@/lib/pipeline-labels'
import { readOne, readText, type RawSearch } from '@/lib/search-params'

/** What the URL of the list may hold. */
export interface DocumentSearch {
  search?: string
  kind?: Document['kind']
}

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readDocumentSearch(raw: RawSearch): DocumentSearch {
  return { search: readText(raw.search), kind: readOne(raw.kind, choices(documentKindLabels)) }
}
