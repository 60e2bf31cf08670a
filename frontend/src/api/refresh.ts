/** What loads again after a change to the course of the search; the page of today does so after every write. */
import type { QueryClient } from '@tanstack/react-query'
import { roots } from './keys'

/** Interviews, contacts, the log, documents, tasks, and what is made up of them: each shows something of the others. */
export const pipeline = [
  roots.timeline,
  roots.interviews,
  roots.contacts,
  roots.activities,
  roots.documents,
  roots.tasks,
  roots.calendar,
]

/** Marks all of it as out of date; what is on the screen loads again. */
export function refreshPipeline(client: QueryClient) {
  return Promise.all(pipeline.map((queryKey) => client.invalidateQueries({ queryKey })))
}
