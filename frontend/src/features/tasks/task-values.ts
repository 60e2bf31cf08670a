/** A task as a form holds it. */
import type { Task, TaskInput } from '@/api/types'
import { nameOfJob, type NamedRow } from '@/components/RowSelect'
import { capital, formatDay } from '@/lib/days'
import type { About } from '@/lib/quick-add'

/** The fields of the form, by the names of the API. */
export const taskFields = ['title', 'kind', 'due_on', 'due_time', 'application', 'contact', 'notes'] as const

export interface TaskValues {
  title: string
  kind: Task['kind']
  due_on: string
  due_time: string
  application: NamedRow | null
  contact: NamedRow | null
  notes: string
}

/** What the form begins with: the task, or a new one for a day about something. */
export function toTaskValues(task: Task | undefined, about: About, today: string): TaskValues {
  if (task === undefined)
    return {
      title: '',
      kind: 'other',
      due_on: today,
      due_time: '',
      application: about.application ?? null,
      contact: about.contact ?? null,
      notes: '',
    }
  const { title, kind, due_on, due_time, application, job, contact, contact_name, notes } = task
  return {
    title,
    kind,
    due_on: due_on ?? '',
    // Without its seconds.
    due_time: due_time?.slice(0, 5) ?? '',
    application: application === null ? null : { id: application, name: job ? nameOfJob(job) : '' },
    contact: contact === null ? null : { id: contact, name: contact_name ?? '' },
    notes,
  }
}

/** What is sent for a form. */
export function toTaskInput(values: TaskValues): TaskInput {
  const { title, kind, due_on, due_time, application, contact, notes } = values
  return {
    title: title.trim(),
    kind,
    due_on: due_on || null,
    due_time: due_time || null,
    application: application?.id ?? null,
    contact: contact?.id ?? null,
    notes,
  }
}

/** When a task is to be done, in words; null where it has no day. */
export function dueInWords(task: Task, today: string): string | null {
  const { show_on, due_on, due_time, snoozed_until } = task
  if (show_on === null) return null
  if (snoozed_until !== null && snoozed_until === show_on && snoozed_until !== due_on) {
    const due = due_on === null ? '' : ` · due ${formatDay(due_on, today)}`
    return `Put off until ${formatDay(snoozed_until, today)}${due}`
  }
  const time = due_time === null ? '' : `, ${due_time.slice(0, 5)}`
  return `${capital(formatDay(show_on, today))}${time}`
}

/** True for notes that take more than some lines of a list. */
export function isLong(notes: string): boolean {
  return notes.length > 200 || notes.trim().split('\n').length > 3
}

/** True for a task that should have been done before today. */
export function isOverdue({ is_done, show_on }: Task, today: string): boolean {
  return !is_done && show_on !== null && show_on < today
}
