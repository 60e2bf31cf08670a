/** Paths of the API that the generated schema does not have yet; each goes as soon as it has them. */
import type { paths } from './schema'

/** A POST that may be repeated: what it takes and what its answer brings. */
interface Call<Body, Answer> {
  parameters: { query?: never; header?: { 'Idempotency-Key'?: string }; path?: never; cookie?: never }
  requestBody: { content: { 'application/json': Body } }
  responses: Ok<Answer>
}

interface Ok<Answer> {
  200: { headers: Record<string, unknown>; content: { 'application/json': Answer } }
}

/** The two lists that can be kept as views and changed in bulk. */
type ListName = 'jobs' | 'applications'

/** Which rows a bulk operation is about, and whether it is to do what it can where some rows are bad. */
type Selection = ({ ids: number[] } | { filter: Record<string, string[]>; expected_count?: number }) & {
  mode?: 'atomic' | 'partial'
}

/** What is wrong with one row of a bulk operation. */
interface FailedRow {
  index: number
  id: number | null
  field: string
  code: string
  message: string
}

interface BulkAnswer {
  operation: string | null
  created: number[]
  updated: number[]
  deleted: number[]
  restored: number[]
  purged: number[]
  unchanged: number[]
  failed: FailedRow[]
}

interface BulkOperation {
  id: string
  kind: 'create' | 'update' | 'delete' | 'restore' | 'move'
  resource: ListName
  count: number
  created_at: string
  undone_at: string | null
}

interface JobChanges {
  is_archived?: boolean
  add_tags?: string[]
  remove_tags?: string[]
}

interface ApplicationChanges {
  priority?: 'low' | 'normal' | 'high'
}

interface MoveOfMany {
  status: string
  occurred_at?: string
  note?: string
}

interface Duplicate {
  id: number
  title: string
  company: string
  reason: 'same_url' | 'same_role'
  application: { id: number; status: string; is_open: boolean; applied_on: string | null } | null
  message: string
}

interface Ids {
  ids: number[]
}

/** The query parameters of a list. */
type FilterOf<List extends '/api/v1/jobs/'> = NonNullable<paths[List]['get']['parameters']['query']>

interface Query<Parameters> {
  parameters: { query?: Parameters; header?: never; path?: never; cookie?: never }
}

export interface contractPaths {
  '/api/v1/jobs/bulk-update/': { post: Call<Selection & { changes: JobChanges }, BulkAnswer> }
  '/api/v1/jobs/bulk-delete/': { post: Call<Selection, BulkAnswer> }
  '/api/v1/jobs/bulk-restore/': { post: Call<Ids, BulkAnswer> }
  '/api/v1/jobs/bulk-purge/': { post: Call<Ids, BulkAnswer> }
  '/api/v1/applications/bulk-update/': { post: Call<Selection & { changes: ApplicationChanges }, BulkAnswer> }
  '/api/v1/applications/bulk-move/': { post: Call<Selection & MoveOfMany, BulkAnswer> }
  '/api/v1/applications/bulk-delete/': { post: Call<Selection, BulkAnswer> }
  '/api/v1/applications/bulk-restore/': { post: Call<Ids, BulkAnswer> }
  '/api/v1/applications/bulk-purge/': { post: Call<Ids, BulkAnswer> }
  '/api/v1/bulk-operations/{id}/undo/': {
    post: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }
      requestBody?: never
      responses: Ok<BulkOperation>
    }
  }
  // These are there, but without their parameters, and a page of the trash as one row.
  '/api/v1/jobs/facets/': {
    get: Omit<paths['/api/v1/jobs/facets/']['get'], 'parameters'> & Query<FilterOf<'/api/v1/jobs/'>>
  }
  '/api/v1/jobs/trash/': { get: paths['/api/v1/jobs/']['get'] }
  '/api/v1/applications/trash/': { get: paths['/api/v1/applications/']['get'] }
}

export type { Duplicate }
