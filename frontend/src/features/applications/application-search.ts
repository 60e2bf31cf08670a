/** The view state of the list of applications, as it stands in the URL: the parameters of the API. */
import type { ApplicationQuery, Priority, Status } from '@/api/types'
import { filterTexts, type FilterTexts } from '@/lib/filter-texts'
import { readOrdering } from '@/lib/ordering'
import { choices } from '@/lib/job-labels'
import { readDay, readOne, readSome, readText, type RawSearch } from '@/lib/search-params'
import { statuses } from '@/lib/status'
import { priorityLabels } from './priorities'

const sortFields = [
  'relevance',
  'status_since',
  'created_at',
  'updated_at',
  'applied_on',
  'priority',
  'status',
  'company',
  'title',
  'deadline_on',
]

/** Offered in the sort field; the heads of the table reach the other direction of each. */
export const orderingLabels: Record<string, string> = {
  '-status_since': 'Moved last',
  status_since: 'Longest at its stage',
  '-applied_on': 'Applied last',
  '-created_at': 'Added last',
  '-updated_at': 'Changed last',
  '-priority': 'Highest priority',
  status: 'Stage',
  deadline_on: 'Nearest deadline',
  company: 'Company, A–Z',
  title: 'Title, A–Z',
}

const yesNo = ['true', 'false'] as const
const priorities = choices(priorityLabels)

/** What the URL of the list of applications may hold. */
export interface ApplicationSearch {
  search?: string
  status?: Status[]
  priority?: Priority[]
  is_open?: (typeof yesNo)[number]
  /** The id of a posting. */
  job?: string
  applied_from?: string
  applied_to?: string
  status_since_from?: string
  status_since_to?: string
  created_from?: string
  created_to?: string
  updated_from?: string
  updated_to?: string
  /** Stages that were entered at some time, or within two days. */
  entered?: Status[]
  entered_from?: string
  entered_to?: string
  ordering?: string
  /** The saved view that it began with. */
  view?: string
}

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readApplicationSearch(raw: RawSearch): ApplicationSearch {
  const job = readText(raw.job)
  return {
    search: readText(raw.search),
    status: readSome<Status>(raw.status, statuses),
    priority: readSome(raw.priority, priorities),
    is_open: readOne(raw.is_open, yesNo),
    job: job && /^\d{1,15}$/.test(job) ? job : undefined,
    applied_from: readDay(raw.applied_from),
    applied_to: readDay(raw.applied_to),
    status_since_from: readDay(raw.status_since_from),
    status_since_to: readDay(raw.status_since_to),
    created_from: readDay(raw.created_from),
    created_to: readDay(raw.created_to),
    updated_from: readDay(raw.updated_from),
    updated_to: readDay(raw.updated_to),
    entered: readSome<Status>(raw.entered, statuses),
    entered_from: readDay(raw.entered_from),
    entered_to: readDay(raw.entered_to),
    ordering: readOrdering(raw.ordering, sortFields),
    view: readText(raw.view),
  }
}

/** The API's parameters for a view state. */
export function toApplicationQuery(search: ApplicationSearch): ApplicationQuery {
  const { view, is_open, job, ...same } = search
  return {
    ...same,
    ordering: orderingOf(search),
    is_open: is_open === undefined ? undefined : is_open === 'true',
    job: job === undefined ? undefined : Number(job),
  }
}

/** The API's parameters without the order, as a bulk operation takes them. */
export function toApplicationFilter(search: ApplicationSearch): FilterTexts {
  return filterTexts({ ...toApplicationQuery(search), ordering: undefined })
}

/** A view state as a saved view keeps it. */
export function toApplicationView(search: ApplicationSearch): FilterTexts {
  return filterTexts({ ...toApplicationQuery(search), ordering: search.ordering })
}

/** The order of a list: what matches best where one searches and did not sort, else what was moved last. */
export function orderingOf(search: ApplicationSearch): string {
  const { ordering, search: words } = search
  // Without a search there is nothing to match.
  const sorted = words === undefined && ordering?.includes('relevance') ? undefined : ordering
  return sorted ?? (words === undefined ? '-status_since' : '-relevance')
}

/** The search without any filter; words, order and view stay. */
export function withoutFilters({ search, ordering, view }: ApplicationSearch): ApplicationSearch {
  return { search, ordering, view }
}
