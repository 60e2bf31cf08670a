/** Paths whose types the generated schema does not have, or not rightly. */
import type { paths } from './schema'

interface Query<Parameters> {
  parameters: { query?: Parameters; header?: never; path?: never; cookie?: never }
}

type JobPage = paths['/api/v1/jobs/']['get']['responses'][200]['content']['application/json']
type MergedJob = paths['/api/v1/jobs/{id}/']['get']['responses'][200]['content']['application/json']

interface Ok<Answer> {
  200: { headers: Record<string, unknown>; content: { 'application/json': Answer } }
}

export interface contractPaths {
  // Without its parameters, which are those of the list.
  '/api/v1/jobs/facets/': {
    get: Omit<paths['/api/v1/jobs/facets/']['get'], 'parameters'> &
      Query<NonNullable<paths['/api/v1/jobs/']['get']['parameters']['query']>>
  }
  // Without their parameters, and a page as one row.
  '/api/v1/jobs/trash/': { get: paths['/api/v1/jobs/']['get'] }
  '/api/v1/applications/trash/': { get: paths['/api/v1/applications/']['get'] }
  '/api/v1/jobs/duplicates/': {
    get: Query<{ cursor?: string }> & {
      responses: Ok<{ results: DuplicateGroup[]; next: string | null; previous: string | null }>
    }
  }
  '/api/v1/jobs/{id}/merge/': {
    post: {
      parameters: {
        query?: never
        header?: { 'Idempotency-Key'?: string }
        path: { id: number }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { other: number; take?: (keyof MergedJob)[] } } }
      responses: Ok<MergedJob>
    }
  }
}

type Reason = 'same_url' | 'same_role'

/** Postings that are probably one; of many the newest. */
interface DuplicateGroup {
  id: number
  reason: Reason
  count: number
  jobs: JobPage['results']
}

/** A posting that a new one may repeat. */
export interface Duplicate {
  id: number
  title: string
  company: string
  reason: Reason
  application: { id: number; status: string; is_open: boolean; applied_on: string | null } | null
  message: string
}
