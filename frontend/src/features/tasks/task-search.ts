/** The view state of the tasks, as it stands in the URL. */
import { readOne, readText, type RawSearch } from '@/lib/search-params'

/** What the URL of the tasks may hold. */
export interface TaskSearch {
  /** What is to be done, unless said. */
  show?: 'done'
  /** The id of the application that they are about. */
  application?: string
}

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readTaskSearch(raw: RawSearch): TaskSearch {
  const application = readText(raw.application)
  return {
    show: readOne(raw.show, ['done']),
    application: application && /^\d{1,15}$/.test(application) ? application : undefined,
  }
}
