/** The view state of the jobs list, as it stands in the URL. */
import type { JobQuery } from '@/api/types'
import { availabilityLabels, choices, jobTypeLabels, remoteLabels } from '@/lib/job-labels'
import { readOne, readSome, readText, type RawSearch } from '@/lib/search-params'

const sortFields = [
  'posted_on',
  'created_at',
  'updated_at',
  'company',
  'title',
  'deadline_on',
  'salary_max_yearly',
] as const

export type SortField = (typeof sortFields)[number]
export type Ordering = SortField | `-${SortField}`

const orderings: readonly Ordering[] = sortFields.flatMap((field) => [field, `-${field}`] as const)

/** The order of a list that nobody sorted. */
export const defaultOrdering: Ordering = '-posted_on'

/** Offered in the sort field; the headers of the table reach the other direction of each. */
export const orderingLabels: Partial<Record<Ordering, string>> = {
  '-posted_on': 'Newest posting',
  posted_on: 'Oldest posting',
  '-created_at': 'Added last',
  '-updated_at': 'Changed last',
  deadline_on: 'Nearest deadline',
  '-salary_max_yearly': 'Highest pay',
  company: 'Company, A–Z',
  '-company': 'Company, Z–A',
  title: 'Title, A–Z',
  '-title': 'Title, Z–A',
}

const remoteOptions = choices(remoteLabels)
const jobTypes = choices(jobTypeLabels)
const availabilities = choices(availabilityLabels)

/** What the URL of the jobs list may hold. */
export interface JobSearch {
  search?: string
  remote_option?: (typeof remoteOptions)[number][]
  job_type?: (typeof jobTypes)[number][]
  availability?: (typeof availabilities)[number][]
  /** Only postings with, or without, an application. */
  applied?: 'yes' | 'no'
  /** Shows the archived postings in place of the others. */
  archived?: 'yes'
  ordering?: Ordering
  cursor?: string
}

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readJobSearch(raw: RawSearch): JobSearch {
  return {
    search: readText(raw.search),
    remote_option: readSome(raw.remote_option, remoteOptions),
    job_type: readSome(raw.job_type, jobTypes),
    availability: readSome(raw.availability, availabilities),
    applied: readOne(raw.applied, ['yes', 'no']),
    archived: readOne(raw.archived, ['yes']),
    ordering: readOne(raw.ordering, orderings),
    cursor: readText(raw.cursor),
  }
}

/** The API's parameters for a view state. */
export function toJobQuery(search: JobSearch): JobQuery {
  const { applied, archived, ordering = defaultOrdering, ...same } = search
  return {
    ...same,
    ordering,
    is_archived: archived === 'yes',
    has_application: applied === undefined ? undefined : applied === 'yes',
  }
}

/** The view state after a change of filter or order: cursors of the old list mean nothing in the new one. */
export function changeSearch(search: JobSearch, change: Partial<JobSearch>): JobSearch {
  return { ...search, ...change, cursor: undefined }
}

/** How many filters are set beside the search box. */
export function countFilters(search: JobSearch): number {
  const lists = [search.remote_option, search.job_type, search.availability]
  return (
    lists.filter((list) => list !== undefined).length + (search.applied ? 1 : 0) + (search.archived ? 1 : 0)
  )
}

/** The order after a click on a column: first its usual direction, then the other one. */
export function toggleOrdering(current: Ordering, field: SortField, first: Ordering): Ordering {
  if (current !== field && current !== `-${field}`) return first
  return current === field ? `-${field}` : field
}
