/** Server state of contacts and the log: keys, queries and writes. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { cursorFrom } from '@/api/cursor'
import { roots } from '@/api/keys'
import { refreshPipeline } from '@/api/refresh'
import type { ActivityInput, ContactInput } from '@/api/types'

/** The contacts that fit a search, by name. */
export function contactsQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: [...roots.contacts, 'list', search],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/contacts/', {
          params: { query: { search: search || undefined, page_size: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorFrom(page.next),
    placeholderData: keepPreviousData,
  })
}

/** The contacts that have to do with an application; so many that one sees all of them. */
export function contactsOfQuery(application: number) {
  return queryOptions({
    queryKey: [...roots.contacts, 'of', application],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/contacts/', { params: { query: { application, page_size: 100 } }, signal })),
  })
}

/** One contact. */
export function contactQuery(id: number) {
  return queryOptions({
    queryKey: [...roots.contacts, 'detail', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/contacts/{id}/', { params: { path: { id } }, signal })),
  })
}

/** An application that a contact has to do with. */
export function applicationOfContactQuery(id: number) {
  return queryOptions({
    queryKey: [...roots.applications, 'detail', id],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/applications/{id}/', { params: { path: { id } }, signal })),
  })
}

/** The log of a contact, the latest first. */
export function logQuery(contact: number) {
  return infiniteQueryOptions({
    queryKey: [...roots.activities, contact],
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.GET('/api/v1/activities/', { params: { query: { contact, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorFrom(page.next),
  })
}

/** Adds a contact, or changes the one whose id is given. */
export function useSaveContact(id: number | null) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ContactInput) =>
      id === null
        ? unwrap(api.POST('/api/v1/contacts/', { body }))
        : unwrap(api.PATCH('/api/v1/contacts/{id}/', { params: { path: { id } }, body })),
    onSuccess: () => refreshPipeline(client),
  })
}

/** Makes an entry in the log, or changes the one whose id is given. */
export function useSaveActivity(id: number | null) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ActivityInput) =>
      id === null
        ? unwrap(api.POST('/api/v1/activities/', { body }))
        : unwrap(api.PATCH('/api/v1/activities/{id}/', { params: { path: { id } }, body })),
    onSuccess: () => refreshPipeline(client),
  })
}

/** Notes that a contact has to do with an application. */
export function linkContact(id: number, application: number) {
  return unwrap(api.POST('/api/v1/contacts/{id}/link/', { params: { path: { id } }, body: { application } }))
}

/** Forgets that a contact has to do with an application. */
export function unlinkContact(id: number, application: number) {
  return unwrap(
    api.POST('/api/v1/contacts/{id}/unlink/', { params: { path: { id } }, body: { application } }),
  )
}

/** Puts a contact into the trash. */
export function deleteContact(id: number) {
  return unwrap(api.DELETE('/api/v1/contacts/{id}/', { params: { path: { id } } }))
}

/** Brings a contact back. */
export function restoreContact(id: number) {
  return unwrap(api.POST('/api/v1/contacts/{id}/restore/', { params: { path: { id } } }))
}

/** Puts an entry of the log into the trash. */
export function deleteActivity(id: number) {
  return unwrap(api.DELETE('/api/v1/activities/{id}/', { params: { path: { id } } }))
}

/** Brings an entry of the log back. */
export function restoreActivity(id: number) {
  return unwrap(api.POST('/api/v1/activities/{id}/restore/', { params: { path: { id } } }))
}
