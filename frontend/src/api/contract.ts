/** Paths whose types the generated schema does not have rightly. */
import type { paths } from './schema'

interface Query<Parameters> {
  parameters: { query?: Parameters; header?: never; path?: never; cookie?: never }
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
}
