/** The columns that an exported file can have, what they are called, and which of them are chosen. Pure. */
import type { ListName } from '@/api/types'

/** One column of a file, at its place. */
export interface ColumnChoice {
  name: string
  isChosen: boolean
}

const jobColumns = {
  id: 'Id',
  title: 'Title',
  company: 'Company',
  locations: 'Locations',
  remote_option: 'Work place',
  job_type: 'Job type',
  experience_level: 'Level',
  salary_min: 'Pay from',
  salary_max: 'Pay to',
  salary_currency: 'Currency',
  salary_period: 'Pay period',
  skills: 'Skills',
  tags: 'Tags',
  description: 'Description',
  requirements: 'Requirements',
  url: 'Link',
  availability: 'Availability',
  source: 'Source',
  external_reference: 'Reference at the source',
  posted_on: 'Posted on',
  deadline_on: 'Deadline',
  notes: 'Notes',
  is_archived: 'Archived',
  created_at: 'Added at',
  updated_at: 'Changed at',
} as const

const applicationColumns = {
  id: 'Id',
  job: 'Id of the posting',
  title: 'Title',
  company: 'Company',
  locations: 'Locations',
  url: 'Link',
  status: 'Status',
  stage: 'Stage',
  status_since: 'At this status since',
  applied_on: 'Applied on',
  priority: 'Priority',
  tags: 'Tags',
  notes: 'Notes',
  history: 'History',
  interviews: 'Interviews',
  contacts: 'Contacts',
  documents: 'Documents',
  created_at: 'Added at',
  updated_at: 'Changed at',
} as const

/** What the columns of each list are called, in the order that a file has unless one says otherwise. */
export const columnLabels: Readonly<Record<ListName, Readonly<Record<string, string>>>> = {
  jobs: jobColumns,
  applications: applicationColumns,
}

/** What one reads a printed list for: a PDF has no room for all columns, and has these unless others are chosen. */
export const printedColumns: Readonly<Record<ListName, readonly string[]>> = {
  jobs: ['title', 'company', 'locations', 'source', 'posted_on', 'deadline_on'],
  applications: ['applied_on', 'title', 'company', 'locations', 'status', 'history'],
}

/**
 * All columns of a list: those of `fields` chosen and first, in that order, the others after them. Without `fields`
 * all are chosen. Names that no column has any more are passed over.
 */
export function columnsOf(list: ListName, fields?: readonly string[]): ColumnChoice[] {
  const names = Object.keys(columnLabels[list])
  const chosen = (fields ?? []).filter(
    (name, place, all) => names.includes(name) && all.indexOf(name) === place,
  )
  if (chosen.length === 0) return names.map((name) => ({ name, isChosen: true }))
  const others = names.filter((name) => !chosen.includes(name))
  return [
    ...chosen.map((name) => ({ name, isChosen: true })),
    ...others.map((name) => ({ name, isChosen: false })),
  ]
}

/** The names of what is chosen, in order; undefined for all columns in the order that they have anyway. */
export function fieldsOf(list: ListName, columns: readonly ColumnChoice[]): string[] | undefined {
  const chosen = columns.filter(({ isChosen }) => isChosen).map(({ name }) => name)
  return chosen.join() === Object.keys(columnLabels[list]).join() ? undefined : chosen
}

/** The columns after one of them was moved to another place. */
export function moveTo(columns: readonly ColumnChoice[], from: number, to: number): ColumnChoice[] {
  const moved = columns[from]
  if (moved === undefined || to < 0 || to >= columns.length) return [...columns]
  const rest = columns.filter((_, place) => place !== from)
  return [...rest.slice(0, to), moved, ...rest.slice(to)]
}
