/** The choices of a posting and what they are called. */
import type { JobSummary } from '@/api/types'

type Labels<Field extends keyof JobSummary> = Readonly<
  Record<Exclude<JobSummary[Field], ''> & string, string>
>

export const remoteLabels: Labels<'remote_option'> = {
  on_site: 'On-site',
  hybrid: 'Hybrid',
  remote: 'Remote',
}

export const jobTypeLabels: Labels<'job_type'> = {
  full_time: 'Full-time',
  part_time: 'Part-time',
  contract: 'Contract',
  internship: 'Internship',
  temporary: 'Temporary',
  volunteer: 'Volunteer',
}

export const levelLabels: Labels<'experience_level'> = {
  internship: 'Internship',
  entry: 'Entry',
  mid: 'Mid',
  senior: 'Senior',
  lead: 'Lead',
  executive: 'Executive',
}

export const periodLabels: Labels<'salary_period'> = {
  hour: 'per hour',
  day: 'per day',
  week: 'per week',
  month: 'per month',
  year: 'per year',
}

export const availabilityLabels: Labels<'availability'> = {
  open: 'Open',
  closed: 'Closed',
  unknown: 'Unknown',
}

/** The keys of a table of labels, in its order. */
export function choices<Choice extends string>(labels: Readonly<Record<Choice, string>>): Choice[] {
  return Object.keys(labels) as Choice[]
}

/** A table of labels as options of a select field. */
export function options(labels: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}

/** What a choice is called, or null where none was made. */
export function labelOf(labels: Readonly<Record<string, string>>, choice: string): string | null {
  return labels[choice] ?? null
}
