/** A posting as the fields of a form, and back. */
import type { JobInput, PostingDraft } from '@/api/types'
import { readAmount } from '@/lib/money'
import { safeHref } from '@/lib/safe-link'

/** Every field of the form; what is empty is the empty text or list. */
export interface JobFormValues {
  title: string
  company: string
  url: string
  locations: string[]
  remote_option: string
  job_type: string
  experience_level: string
  salary_min: string
  salary_max: string
  salary_currency: string
  salary_period: string
  skills: string[]
  tags: string[]
  description: string
  requirements: string
  availability: string
  source: string
  external_reference: string
  posted_on: string
  deadline_on: string
  notes: string
}

/** The fields in the order of the form, so that the first complaint is the topmost. */
export const jobFormFields = [
  'title',
  'company',
  'url',
  'locations',
  'remote_option',
  'job_type',
  'experience_level',
  'salary_min',
  'salary_max',
  'salary_currency',
  'salary_period',
  'skills',
  'tags',
  'description',
  'requirements',
  'availability',
  'posted_on',
  'deadline_on',
  'source',
  'external_reference',
  'notes',
] as const satisfies readonly (keyof JobFormValues)[]

/** The form of a posting or of a draft of one, or of a new one in the person's currency. */
export function toFormValues(job: PostingDraft | null, currency: string): JobFormValues {
  return {
    title: job?.title ?? '',
    company: job?.company ?? '',
    url: job?.url ?? '',
    locations: job?.locations ?? [],
    remote_option: job?.remote_option ?? '',
    job_type: job?.job_type ?? '',
    experience_level: job?.experience_level ?? '',
    salary_min: job?.salary_min ?? '',
    salary_max: job?.salary_max ?? '',
    salary_currency: job ? job.salary_currency : currency,
    salary_period: job ? job.salary_period : 'year',
    skills: job?.skills ?? [],
    tags: job?.tags ?? [],
    description: job?.description ?? '',
    requirements: job?.requirements ?? '',
    availability: job?.availability ?? 'unknown',
    source: job?.source ?? '',
    external_reference: job?.external_reference ?? '',
    posted_on: job?.posted_on ?? '',
    deadline_on: job?.deadline_on ?? '',
    notes: job?.notes ?? '',
  }
}

/** What the API takes; the choices come from select fields, so they are of its words. */
export function toJobInput(values: JobFormValues): JobInput {
  const hasSalary = values.salary_min.trim() !== '' || values.salary_max.trim() !== ''
  return {
    ...(values as unknown as JobInput),
    salary_min: readAmount(values.salary_min),
    salary_max: readAmount(values.salary_max),
    // A currency and a period that the form proposed say nothing without an amount.
    salary_currency: hasSalary ? values.salary_currency : '',
    salary_period: hasSalary ? (values.salary_period as JobInput['salary_period']) : '',
    posted_on: values.posted_on || null,
    deadline_on: values.deadline_on || null,
  }
}

/** Complaints that need no server. */
export const jobFormRules = {
  title: (value: string) => (value.trim() ? null : 'Enter a title.'),
  company: (value: string) => (value.trim() ? null : 'Enter the company.'),
  url: (value: string) =>
    value.trim() === '' || safeHref(value) !== null
      ? null
      : 'Enter an address that begins with http:// or https://.',
}

const labels: Partial<Record<string, string>> = {
  url: 'Link',
  remote_option: 'Work place',
  experience_level: 'Level',
  salary_min: 'Pay',
  salary_max: 'Pay',
  salary_currency: 'Pay',
  salary_period: 'Pay',
  external_reference: 'Reference',
  deadline_on: 'Deadline',
}

/** What a field is called in the form. */
export function fieldLabel(field: string): string {
  const plain = field.replaceAll('_', ' ')
  return labels[field] ?? plain.charAt(0).toUpperCase() + plain.slice(1)
}
