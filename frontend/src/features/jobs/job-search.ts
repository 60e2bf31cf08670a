/** The view state of the jobs list, as it stands in the URL: the parameters of the API, with archived ones left out by default. */
import type { JobQuery } from '@/api/types'
import { filterTexts, type FilterTexts } from '@/lib/filter-texts'
import {
  availabilityLabels,
  choices,
  jobTypeLabels,
  levelLabels,
  periodLabels,
  remoteLabels,
} from '@/lib/job-labels'
import { readOrdering } from '@/lib/ordering'
import {
  readDay,
  readDecimal,
  readOne,
  readSome,
  readText,
  readTexts,
  type RawSearch,
} from '@/lib/search-params'

const sortFields = [
  'relevance',
  'posted_on',
  'created_at',
  'updated_at',
  'company',
  'title',
  'location',
  'remote_option',
  'job_type',
  'experience_level',
  'availability',
  'source',
  'deadline_on',
  'salary_min_yearly',
  'salary_max_yearly',
]

/** Offered in the sort field; the heads of the table reach the other direction of each. */
export const orderingLabels: Record<string, string> = {
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

const yesNo = ['true', 'false'] as const
const remoteOptions = choices(remoteLabels)
const jobTypes = choices(jobTypeLabels)
const levels = choices(levelLabels)
const availabilities = choices(availabilityLabels)
const periods = choices(periodLabels)

/** What the URL of the jobs list may hold. */
export interface JobSearch {
  search?: string
  location?: string[]
  remote_option?: (typeof remoteOptions)[number][]
  job_type?: (typeof jobTypes)[number][]
  experience_level?: (typeof levels)[number][]
  availability?: (typeof availabilities)[number][]
  company?: string[]
  source?: string[]
  skills?: string[]
  skills_match?: 'all'
  tags?: string[]
  tags_match?: 'all'
  salary_min?: string
  salary_max?: string
  salary_currency?: string
  salary_period?: (typeof periods)[number]
  posted_from?: string
  posted_to?: string
  deadline_from?: string
  deadline_to?: string
  created_from?: string
  created_to?: string
  has_application?: (typeof yesNo)[number]
  /** Archived postings in place of the others, or beside them. */
  is_archived?: 'true' | 'any'
  ordering?: string
  /** The saved view that it began with. */
  view?: string
}

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readJobSearch(raw: RawSearch): JobSearch {
  return {
    search: readText(raw.search),
    location: readTexts(raw.location),
    remote_option: readSome(raw.remote_option, remoteOptions),
    job_type: readSome(raw.job_type, jobTypes),
    experience_level: readSome(raw.experience_level, levels),
    availability: readSome(raw.availability, availabilities),
    company: readTexts(raw.company),
    source: readTexts(raw.source),
    skills: readTexts(raw.skills),
    skills_match: readOne(raw.skills_match, ['all']),
    tags: readTexts(raw.tags),
    tags_match: readOne(raw.tags_match, ['all']),
    salary_min: readDecimal(raw.salary_min),
    salary_max: readDecimal(raw.salary_max),
    salary_currency: readText(raw.salary_currency),
    salary_period: readOne(raw.salary_period, periods),
    posted_from: readDay(raw.posted_from),
    posted_to: readDay(raw.posted_to),
    deadline_from: readDay(raw.deadline_from),
    deadline_to: readDay(raw.deadline_to),
    created_from: readDay(raw.created_from),
    created_to: readDay(raw.created_to),
    has_application: readOne(raw.has_application, yesNo),
    is_archived: readOne(raw.is_archived, ['true', 'any']),
    ordering: readOrdering(raw.ordering, sortFields),
    view: readText(raw.view),
  }
}

/** The API's parameters for a view state. */
export function toJobQuery(search: JobSearch): JobQuery {
  const { view, has_application, is_archived, ...same } = search
  return {
    ...same,
    ordering: orderingOf(search),
    has_application: has_application === undefined ? undefined : has_application === 'true',
    is_archived: is_archived === 'any' ? undefined : is_archived === 'true',
  }
}

/** The API's parameters without the order, as a bulk operation takes them. */
export function toJobFilter(search: JobSearch): FilterTexts {
  return filterTexts({ ...toJobQuery(search), ordering: undefined })
}

/** A view state as a saved view keeps it. */
export function toJobView(search: JobSearch): FilterTexts {
  return filterTexts({ ...toJobQuery(search), ordering: search.ordering })
}

/** The view state that a saved view keeps. */
export function fromJobView(query: FilterTexts): JobSearch {
  const archived = query.is_archived?.[0]
  return readJobSearch({ ...query, is_archived: archived === 'false' ? undefined : (archived ?? 'any') })
}

/** The order of a list: what matches best where one searches and did not sort, else the newest. */
export function orderingOf(search: JobSearch): string {
  const { ordering, search: words } = search
  // Without a search there is nothing to match.
  const sorted = words === undefined && ordering?.includes('relevance') ? undefined : ordering
  return sorted ?? (words === undefined ? '-posted_on' : '-relevance')
}

/** The search without any filter; words, order and view stay. */
export function withoutFilters({ search, ordering, view }: JobSearch): JobSearch {
  return { search, ordering, view }
}
