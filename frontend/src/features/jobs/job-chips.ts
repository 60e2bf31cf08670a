/** The filters of postings that are set, in words. Pure. */
import { formatDate } from '@/lib/dates'
import {
  availabilityLabels,
  jobTypeLabels,
  labelOf,
  levelLabels,
  periodLabels,
  remoteLabels,
} from '@/lib/job-labels'
import { rangeInWords } from '@/lib/ranges'
import type { JobSearch } from './job-search'

/** One filter in words, and what the view state is without it. */
export interface JobChip {
  label: string
  without: JobSearch
}

const lists = [
  ['location', '', null],
  ['remote_option', '', remoteLabels],
  ['job_type', '', jobTypeLabels],
  ['experience_level', 'Level: ', levelLabels],
  ['availability', 'Posting: ', availabilityLabels],
  ['company', '', null],
  ['skills', '', null],
  ['tags', 'Tag: ', null],
  ['source', 'From: ', null],
] as const

const ranges = [
  ['Posted', 'posted_from', 'posted_to'],
  ['Deadline', 'deadline_from', 'deadline_to'],
  ['Added', 'created_from', 'created_to'],
] as const

/** A chip for each filter that is set. */
export function jobChips(search: JobSearch, currency: string): JobChip[] {
  const chips: JobChip[] = []
  for (const [name, prefix, labels] of lists) {
    const values: readonly string[] = search[name] ?? []
    for (const value of values) {
      const rest = values.filter((other) => other !== value)
      chips.push({
        label: prefix + ((labels && labelOf(labels, value)) ?? value),
        without: { ...search, [name]: rest.length > 0 ? rest : undefined },
      })
    }
  }
  if (search.skills_match && (search.skills?.length ?? 0) > 1)
    chips.push({ label: 'All of the skills', without: { ...search, skills_match: undefined } })
  if (search.tags_match && (search.tags?.length ?? 0) > 1)
    chips.push({ label: 'All of the tags', without: { ...search, tags_match: undefined } })
  const pay = payInWords(search, currency)
  if (pay !== null) {
    const none = { salary_min: undefined, salary_max: undefined }
    chips.push({
      label: pay,
      without: { ...search, ...none, salary_currency: undefined, salary_period: undefined },
    })
  }
  for (const [name, from, to] of ranges) {
    const words = rangeInWords(name, search[from], search[to], formatDate)
    if (words !== null)
      chips.push({ label: words, without: { ...search, [from]: undefined, [to]: undefined } })
  }
  if (search.has_application !== undefined) {
    const label = search.has_application === 'true' ? 'With application' : 'Without application'
    chips.push({ label, without: { ...search, has_application: undefined } })
  }
  if (search.is_archived !== undefined) {
    const label = search.is_archived === 'true' ? 'Archived' : 'Archived, too'
    chips.push({ label, without: { ...search, is_archived: undefined } })
  }
  return chips
}

function payInWords(search: JobSearch, currency: string): string | null {
  const unit = `${search.salary_currency ?? currency} ${periodLabels[search.salary_period ?? 'year']}`
  const words = rangeInWords('Pay', search.salary_min, search.salary_max, (amount) =>
    Number(amount).toLocaleString(),
  )
  return words && `${words} ${unit}`
}
