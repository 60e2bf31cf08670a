/** What can be in the trash: what its kinds are called, where they come from, and what is shown of them. */
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import type { Activity, Application, Contact, Document, InterviewSummary, Job, Task } from '@/api/types'
import { pageSize, type RowPage } from '@/lib/paged-rows'
import { activityKindLabels, documentKindLabels, interviewName, taskKindLabels } from '@/lib/pipeline-labels'

/** Something that was deleted. */
export interface TrashedRow {
  id: number
  title: string
  /** What tells it from others of the same title. */
  detail: string
  /** ISO instant that belongs to it, such as an interview's beginning. */
  at?: string
  /** ISO instant. */
  trashedAt: string
  /** The stage of an application. */
  status?: string
}

export const kindNames = [
  'jobs',
  'applications',
  'interviews',
  'tasks',
  'contacts',
  'activities',
  'documents',
] as const
export type KindName = (typeof kindNames)[number]

/** One kind of things that can be deleted. */
export interface TrashKind {
  name: KindName
  /** The name of its list. */
  label: string
  one: string
  many: string
  /** What else is gone when one is deleted for good. */
  takesAlong?: string
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<RowPage<TrashedRow>>
}

/** The parts of a line, without those that are empty. */
const line = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' · ')

type Trashed<Row> = Row & { trashed_at: string | null }
const at = ({ trashed_at }: Trashed<unknown>) => trashed_at ?? ''

const jobRow = (job: Trashed<Pick<Job, 'id' | 'title' | 'company'>>): TrashedRow => ({
  id: job.id,
  title: job.title,
  detail: job.company,
  trashedAt: at(job),
})

const applicationRow = (application: Trashed<Pick<Application, 'id' | 'job' | 'status'>>): TrashedRow => ({
  id: application.id,
  title: application.job.title,
  detail: application.job.company,
  status: application.status,
  trashedAt: at(application),
})

const interviewRow = (interview: InterviewSummary): TrashedRow => ({
  id: interview.id,
  title: interviewName(interview),
  detail: line(interview.job.title, interview.job.company),
  at: interview.starts_at,
  trashedAt: at(interview),
})

const taskRow = (task: Task): TrashedRow => ({
  id: task.id,
  title: task.title,
  detail: line(taskKindLabels[task.kind], task.job?.title, task.contact_name),
  trashedAt: at(task),
})

const contactRow = (contact: Trashed<Pick<Contact, 'id' | 'name' | 'role' | 'company'>>): TrashedRow => ({
  id: contact.id,
  title: contact.name,
  detail: line(contact.role, contact.company),
  trashedAt: at(contact),
})

const documentRow = (document: Document): TrashedRow => ({
  id: document.id,
  title: document.title,
  detail: line(
    documentKindLabels[document.kind],
    document.versions_count === 1 ? '1 version' : `${document.versions_count} versions`,
    document.latest_version.filename,
  ),
  trashedAt: at(document),
})

function firstLine(text: string): string | undefined {
  return text.split('\n').find((part) => part.trim() !== '')
}

/** An entry of the log has no title: its first line stands for it. */
export const activityRow = (activity: Activity): TrashedRow => ({
  id: activity.id,
  title: firstLine(activity.body) ?? activityKindLabels[activity.kind],
  detail: line(activityKindLabels[activity.kind], activity.application?.title, activity.contact?.name),
  at: activity.occurred_at,
  trashedAt: at(activity),
})

/** What every list of the trash is asked for. */
function asked(cursor: string | undefined, signal: AbortSignal) {
  return { params: { query: { ordering: '-trashed_at', cursor, page_size: pageSize } }, signal }
}

function mapped<Row>(
  page: { next: string | null; results: Row[] },
  rowOf: (row: Row) => TrashedRow,
): RowPage<TrashedRow> {
  return { next: page.next, results: page.results.map(rowOf) }
}

export const kinds: Readonly<Record<KindName, TrashKind>> = {
  jobs: {
    name: 'jobs',
    label: 'Postings',
    one: 'posting',
    many: 'postings',
    takesAlong: 'Applications that were deleted along go, too.',
    fetchPage: async (cursor, signal) =>
      mapped(await unwrap(api.GET('/api/v1/jobs/trash/', asked(cursor, signal))), jobRow),
  },
  applications: {
    name: 'applications',
    label: 'Applications',
    one: 'application',
    many: 'applications',
    takesAlong: 'Interviews, tasks and the timeline go, too.',
    fetchPage: async (cursor, signal) =>
      mapped(await unwrap(api.GET('/api/v1/applications/trash/', asked(cursor, signal))), applicationRow),
  },
  interviews: {
    name: 'interviews',
    label: 'Interviews',
    one: 'interview',
    many: 'interviews',
    takesAlong: 'Preparation, feedback and history go, too.',
    fetchPage: async (cursor, signal) =>
      mapped(await unwrap(api.GET('/api/v1/interviews/trash/', asked(cursor, signal))), interviewRow),
  },
  tasks: {
    name: 'tasks',
    label: 'Tasks',
    one: 'task',
    many: 'tasks',
    fetchPage: async (cursor, signal) =>
      mapped(await unwrap(api.GET('/api/v1/tasks/trash/', asked(cursor, signal))), taskRow),
  },
  contacts: {
    name: 'contacts',
    label: 'Contacts',
    one: 'contact',
    many: 'contacts',
    takesAlong: 'Interviews, tasks and the log stay, without the name.',
    fetchPage: async (cursor, signal) =>
      mapped(await unwrap(api.GET('/api/v1/contacts/trash/', asked(cursor, signal))), contactRow),
  },
  activities: {
    name: 'activities',
    label: 'Log',
    one: 'entry of the log',
    many: 'entries of the log',
    fetchPage: async (cursor, signal) =>
      mapped(await unwrap(api.GET('/api/v1/activities/trash/', asked(cursor, signal))), activityRow),
  },
  documents: {
    name: 'documents',
    label: 'Documents',
    one: 'document',
    many: 'documents',
    takesAlong: 'All versions go, and applications no longer say what went with them.',
    fetchPage: async (cursor, signal) =>
      mapped(await unwrap(api.GET('/api/v1/documents/trash/', asked(cursor, signal))), documentRow),
  },
}

/** Where the trash of a kind is kept; below its root, so that whatever changes the kind loads it again. */
export function trashKey(kind: KindName) {
  return [...roots[kind], 'trash']
}

/** So many of a kind: "2 documents". */
export function inWords(kind: TrashKind, count: number): string {
  return `${count} ${count === 1 ? kind.one : kind.many}`
}
