/** In what two postings differ, and what a merge is to take. Pure. */
import type { Job, MergeInput } from '@/api/types'
import { formatDate } from '@/lib/dates'
import { availabilityLabels, jobTypeLabels, labelOf, levelLabels, remoteLabels } from '@/lib/job-labels'
import { formatSalary } from '@/lib/money'

type Field = NonNullable<MergeInput['take']>[number]

/** Something that both postings have, and not the same. */
export interface Difference {
  label: string
  /** The fields that are taken together. */
  fields: readonly Field[]
  kept: string
  other: string
}

const parts: readonly (readonly [label: string, fields: readonly Field[], text: (job: Job) => string])[] = [
  ['Title', ['title'], (job) => job.title],
  ['Company', ['company'], (job) => job.company],
  ['Link', ['url'], (job) => job.url],
  ['Locations', ['locations'], (job) => job.locations.join('; ')],
  ['Work place', ['remote_option'], (job) => labelOf(remoteLabels, job.remote_option) ?? ''],
  ['Job type', ['job_type'], (job) => labelOf(jobTypeLabels, job.job_type) ?? ''],
  ['Level', ['experience_level'], (job) => labelOf(levelLabels, job.experience_level) ?? ''],
  ['Pay', ['salary_min', 'salary_max', 'salary_currency', 'salary_period'], (job) => formatSalary(job) ?? ''],
  ['Skills', ['skills'], (job) => job.skills.join(', ')],
  ['Tags', ['tags'], (job) => job.tags.join(', ')],
  ['Availability', ['availability'], (job) => labelOf(availabilityLabels, job.availability) ?? ''],
  ['Posted', ['posted_on'], (job) => (job.posted_on ? formatDate(job.posted_on) : '')],
  ['Deadline', ['deadline_on'], (job) => (job.deadline_on ? formatDate(job.deadline_on) : '')],
  [
    'Source',
    ['source', 'external_reference'],
    (job) => [job.source, job.external_reference].join(' ').trim(),
  ],
  ['Description', ['description'], (job) => job.description],
  ['Requirements', ['requirements'], (job) => job.requirements],
  ['Notes', ['notes'], (job) => job.notes],
]

/** What a person has to decide on: where one of them has nothing, the other's is taken without a word. */
export function differences(kept: Job, other: Job): Difference[] {
  return parts
    .map(([label, fields, text]) => ({ label, fields, kept: text(kept), other: text(other) }))
    .filter((part) => part.kept !== '' && part.other !== '' && part.kept !== part.other)
}
