/** Server state of import and sample data: keys, queries and mutations. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import { refreshPipeline } from '@/api/refresh'

/** Whether the sample data is there. */
export const sampleDataQuery = queryOptions({
  queryKey: roots.sampleData,
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/sample-data/', { signal })),
})

/** Brings in a file of postings. */
export function useImportFile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (file: File) =>
      unwrap(
        api.POST('/api/v1/imports/', {
          // The schema calls a file a string: the serializer below sends the file itself.
          body: { file: file as unknown as string },
          bodySerializer: () => {
            const form = new FormData()
            form.append('file', file)
            return form
          },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: roots.jobs }),
  })
}

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
