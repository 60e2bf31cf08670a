/** Telling of the end of long work on whichever page the person is by then. */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { ApiProblem } from '@/api/problem'
import type { Run } from '@/api/types'
import { toastFile, toastProblem, toastSuccess } from '@/components/toast'
import { runQuery, runsQuery, unfinishedRunsQuery } from './queries'
import { isTrial, nameOf } from './run-words'

/** Stands in the shell; asks the server as long as anything is at work. */
export function RunWatch() {
  const client = useQueryClient()
  const unfinished = useQuery(unfinishedRunsQuery).data
  const before = useRef<string[]>([])
  useEffect(() => {
    if (!unfinished) return
    const now = unfinished.map(({ id }) => id)
    for (const id of before.current) if (!now.includes(id)) void tell(client, id)
    before.current = now
  }, [client, unfinished])
  return null
}

async function tell(client: QueryClient, id: string) {
  let run: Run
  try {
    run = await client.query({ ...runQuery(id), staleTime: 0 })
  } catch {
    // It was deleted meanwhile, or the connection is gone: the page of all runs will tell.
    return
  }
  // All that the person has may be another: their postings, their profile, their views.
  if (run.kind === 'restore' && run.state === 'done' && !isTrial(run)) await client.invalidateQueries()
  if (isSeen(client, id)) return
  if (run.file) toastFile(`${nameOf(run)}: the file is ready.`, run.file.url)
  else if (run.problem)
    toastProblem(new ApiProblem({ status: 422, ...run.problem }), `${nameOf(run)}: that did not work`)
  else if (run.state === 'done' && !isTrial(run)) toastSuccess(`${nameOf(run)}: done.`)
}

/** True where the page shows the run, or the list of all of them, by itself. */
function isSeen(client: QueryClient, id: string): boolean {
  const keys = [runQuery(id).queryKey, runsQuery.queryKey]
  const cache = client.getQueryCache()
  return keys.some((queryKey) => (cache.find({ queryKey, exact: true })?.getObserversCount() ?? 0) > 0)
}
