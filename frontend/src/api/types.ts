/** Names for the shapes of the API, all taken from the generated schema. */
import type { paths } from './schema'

/**
 * What the server answers has every field: the schema marks as optional what a request may leave out, because
 * both come from one declaration.
 */
export type Complete<Body> = Body extends readonly (infer Item)[]
  ? Complete<Item>[]
  : Body extends object
    ? { [Field in keyof Body as Field extends 'total' ? never : Field]-?: Complete<Body[Field]> } & {
        // A page has a total only where one has asked for it.
        [Field in keyof Body as Field extends 'total' ? Field : never]?: Body[Field]
      }
    : Body

type Ok<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Complete<Body>
  : never
type JsonBody<Operation> = Operation extends { requestBody?: { content: { 'application/json': infer Body } } }
  ? Body
  : never
type Query<Operation> = Operation extends { parameters: { query?: infer Parameters } }
  ? NonNullable<Parameters>
  : never

export type JobPage = Ok<paths['/api/v1/jobs/']['get']>
/** A posting as a list shows it, without its long texts. */
export type JobSummary = JobPage['results'][number]
export type Job = Ok<paths['/api/v1/jobs/{id}/']['get']>
export type JobInput = JsonBody<paths['/api/v1/jobs/']['post']>
export type JobPatch = JsonBody<paths['/api/v1/jobs/{id}/']['patch']>
export type JobQuery = Query<paths['/api/v1/jobs/']['get']>

/** How often each value of some fields occurs. */
export type Facets = Ok<paths['/api/v1/jobs/facets/']['get']>
export type Suggestions = Ok<paths['/api/v1/jobs/suggestions/']['get']>
/** Postings that are probably one; of many the newest. */
export type DuplicateGroup = Ok<paths['/api/v1/jobs/duplicates/']['get']>['results'][number]
/** Two postings becoming one: the other, and the fields that are taken from it. */
export type MergeInput = JsonBody<paths['/api/v1/jobs/{id}/merge/']['post']>
/** A posting that was just added, with those that it may repeat. */
export type NewJob = Complete<paths['/api/v1/jobs/']['post']['responses'][201]['content']['application/json']>
export type Duplicate = NewJob['duplicates'][number]
/** A posting that was read off a page, to be looked over; nothing of it is kept yet. */
export type Capture = Ok<paths['/api/v1/jobs/from-url/']['post']>
export type PostingDraft = Capture['job']

export type ApplicationPage = Ok<paths['/api/v1/applications/']['get']>
export type Application = Ok<paths['/api/v1/applications/{id}/']['get']>
export type ApplicationInput = JsonBody<paths['/api/v1/applications/']['post']>
export type ApplicationPatch = JsonBody<paths['/api/v1/applications/{id}/']['patch']>
export type ApplicationQuery = Query<paths['/api/v1/applications/']['get']>
export type Status = Application['status']
export type Priority = Application['priority']
export type MoveInput = JsonBody<paths['/api/v1/applications/{id}/move/']['post']>
export type ReopenInput = JsonBody<paths['/api/v1/applications/{id}/reopen/']['post']>
/** A column of the board, and how many applications lie in it; without an id one that nobody has made. */
export type Stage = Ok<paths['/api/v1/applications/stage-counts/']['get']>[number]
export type StageInput = JsonBody<paths['/api/v1/stages/']['put']>[number]
export type HistoryPage = Ok<paths['/api/v1/applications/{application_pk}/history/']['get']>
/** One entry of an application's timeline. */
export type StatusChange = HistoryPage['results'][number]
export type Correction = JsonBody<paths['/api/v1/applications/{application_pk}/history/{id}/']['patch']>

/** What matters today: tasks, interviews, deadlines, what is suggested, and the week's goal. */
export type Today = Ok<paths['/api/v1/today/']['get']>
/** Something that could be done for an application. */
export type Suggestion = Today['suggestions'][number]
export type InterviewOfToday = Today['interviews'][number]
export type Deadline = Today['deadlines'][number]
export type StaleApplication = Today['stale'][number]
/** What one sees of an application beside something else. */
export type ApplicationInBrief = StaleApplication['application']

export type Task = Ok<paths['/api/v1/tasks/{id}/']['get']>
export type TaskInput = JsonBody<paths['/api/v1/tasks/']['post']>
export type TaskPatch = JsonBody<paths['/api/v1/tasks/{id}/']['patch']>
/** For how many days something is put off, or until which day. */
export type SnoozeInput = JsonBody<paths['/api/v1/tasks/{id}/snooze/']['post']>

export type Cadence = Ok<paths['/api/v1/cadence/']['get']>
/** When something is suggested. */
export type CadenceRule = Cadence['rules'][number]

/** Anything that happened to an application; `type` says what, and what shape `entry` has. */
export type TimelineEntry = Ok<
  paths['/api/v1/applications/{application_pk}/timeline/']['get']
>['results'][number]
export type TimelineType = TimelineEntry['type']

export type Interview = Ok<paths['/api/v1/interviews/{id}/']['get']>
/** An interview as a list shows it, without its long texts. */
export type InterviewSummary = Ok<paths['/api/v1/interviews/']['get']>['results'][number]
export type InterviewInput = JsonBody<paths['/api/v1/interviews/']['post']>
export type InterviewPatch = JsonBody<paths['/api/v1/interviews/{id}/']['patch']>
export type InterviewMove = JsonBody<paths['/api/v1/interviews/{id}/move/']['post']>
export type InterviewCancellation = JsonBody<paths['/api/v1/interviews/{id}/cancel/']['post']>
export type InterviewResult = JsonBody<paths['/api/v1/interviews/{id}/complete/']['post']>

export type Contact = Ok<paths['/api/v1/contacts/{id}/']['get']>
/** A contact as a list shows it, without the notes. */
export type ContactSummary = Ok<paths['/api/v1/contacts/']['get']>['results'][number]
export type ContactInput = JsonBody<paths['/api/v1/contacts/']['post']>
/** An entry of the log: a touch or a note. */
export type Activity = Ok<paths['/api/v1/activities/{id}/']['get']>
export type ActivityInput = JsonBody<paths['/api/v1/activities/']['post']>

export type Document = Ok<paths['/api/v1/documents/{id}/']['get']>
export type DocumentVersion = Ok<paths['/api/v1/document-versions/{id}/']['get']>
export type DocumentPatch = JsonBody<paths['/api/v1/documents/{id}/']['patch']>
/** The version of a document that went with an application. */
export type AttachedDocument = Ok<
  paths['/api/v1/applications/{application_pk}/documents/']['get']
>['results'][number]

/** What the calendar shows of an interview, a deadline or a task. */
export type CalendarItem = Ok<paths['/api/v1/calendar/']['get']>['items'][number]
/** An address at which another calendar reads; the address itself is told once. */
export type CalendarFeed = Ok<paths['/api/v1/calendar-feeds/{id}/']['get']>
export type CalendarFeedInput = JsonBody<paths['/api/v1/calendar-feeds/']['post']>

export type Profile = Ok<paths['/api/v1/profile/']['get']>
export type ProfilePatch = JsonBody<paths['/api/v1/profile/']['patch']>
/** A skill of a person, and how well they have it. */
export type Skill = Profile['skills'][number]
export type ApiToken = Ok<paths['/api/v1/tokens/']['get']>['results'][number]
export type ApiTokenInput = JsonBody<paths['/api/v1/tokens/']['post']>
/** What deleting the account would take along. */
export type DeletionNotice = Ok<paths['/api/v1/account-deletion/']['post']>
/** A place where the person is signed in; times are seconds since 1970. */
export type AccountSession = Ok<paths['/_allauth/browser/v1/auth/sessions']['get']>['data'][number]
export type SampleData = Ok<paths['/api/v1/sample-data/']['get']>
/** Long work: a file that is made, a backup that is restored. */
export type Run = Ok<paths['/api/v1/runs/{id}/']['get']>
export type RunInput = JsonBody<paths['/api/v1/runs/']['post']>
export type RunKind = NonNullable<Query<paths['/api/v1/runs/']['get']>['kind']>[number]
/** A run that restores a backup, or tries to. */
export type Restore = Complete<
  paths['/api/v1/restores/']['post']['responses'][201]['content']['application/json']
>
export type RestoreResult = NonNullable<Restore['result']>
export type RestoreChoices = JsonBody<paths['/api/v1/restores/{id}/commit/']['post']>

/** A file that is brought in, and how far that is. */
export type Import = Ok<paths['/api/v1/imports/{id}/']['get']>
export type ImportTable = Import['tables'][number]
/** What a person says of a file in place of what was found out. */
export type ImportChoices = JsonBody<paths['/api/v1/imports/{id}/']['patch']>
export type CommitInput = JsonBody<paths['/api/v1/imports/{id}/commit/']['post']>
/** A row of a file: what was read, and what would become of it, or did. */
export type ImportRow = Ok<paths['/api/v1/imports/{import_pk}/rows/']['get']>['results'][number]
export type Verdict = ImportRow['verdict']
/** What a column of a file can be mapped to. */
export type ImportTarget = Ok<paths['/api/v1/import-targets/']['get']>[number]

export type SavedView = Ok<paths['/api/v1/saved-views/']['get']>['results'][number]
export type SavedViewInput = JsonBody<paths['/api/v1/saved-views/']['post']>
export type SavedViewPatch = JsonBody<paths['/api/v1/saved-views/{id}/']['patch']>
/** The lists that can be filtered, kept as views and changed in bulk. */
export type ListName = SavedView['list']

/** What a bulk operation did, row by row. */
export type BulkAnswer = Ok<paths['/api/v1/jobs/bulk-delete/']['post']>
/** The rows of a bulk operation: by their ids, or all that a filter leaves. */
export type BulkSelection = Omit<JsonBody<paths['/api/v1/jobs/bulk-delete/']['post']>, 'mode'>
export type JobChanges = NonNullable<JsonBody<paths['/api/v1/jobs/bulk-update/']['post']>['changes']>
