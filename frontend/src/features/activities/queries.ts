/** Writing to the log, and adding the people whom one talks to. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import type { ActivityInput, ContactInput } from '@/api/types'

/** Writes an entry into the log; `undo` takes it out again. */
export function useLogActivity() {
  const client = useQueryClient()
  const refresh = () =>
    Promise.all(
      [roots.activities, roots.applications, roots.contacts].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  const log = useMutation({
    mutationFn: (body: ActivityInput) => unwrap(api.POST('/api/v1/activities/', { body })),
    onSuccess: refresh,
  })
  const undo = useMutation({
    mutationFn: (id: number) => unwrap(api.DELETE('/api/v1/activities/{id}/', { params: { path: { id } } })),
    onSettled: refresh,
  })
  return { log, undo }
}

/** Adds a contact. */
export function useCreateContact() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ContactInput) => unwrap(api.POST('/api/v1/contacts/', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: roots.contacts }),
  })
}
