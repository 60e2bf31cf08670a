/** Server state of the sample data: its query and its mutation. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import { refreshPipeline } from '@/api/refresh'

/** Whether the sample data is there. */
export const sampleDataQuery = queryOptions({
  queryKey: roots.sampleData,
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/sample-data/', { signal })),
})

/** Adds the invented postings and all that hangs on them, or takes them out again. */
export function useSampleData() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (action: 'load' | 'remove') => {
      if (action === 'load') await unwrap(api.POST('/api/v1/sample-data/'))
      else await unwrap(api.DELETE('/api/v1/sample-data/'))
    },
    onSuccess: () =>
      Promise.all([
        refreshPipeline(client),
        ...[roots.sampleData, roots.jobs, roots.applications].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ]),
  })
}
