/** Server state of documents: keys, queries and writes. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { cursorFrom } from '@/api/cursor'
import { roots } from '@/api/keys'
import type { Document, DocumentPatch, DocumentVersion } from '@/api/types'
import { postForm } from '@/api/upload'
import type { DocumentSearch } from './document-search'

/** The documents that a filter leaves, the last changed first. */
export function documentsQuery({ search, kind }: DocumentSearch) {
  return infiniteQueryOptions({
    queryKey: [...roots.documents, 'list', search, kind],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/documents/', {
          params: { query: { search, kind: kind && [kind], page_size: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorFrom(page.next),
    placeholderData: keepPreviousData,
  })
}

/** The documents to choose one from, by title. */
export const documentChoicesQuery = queryOptions({
  queryKey: [...roots.documents, 'choices'],
  queryFn: ({ signal }) =>
    unwrap(
      api.GET('/api/v1/documents/', { params: { query: { ordering: 'title', page_size: 100 } }, signal }),
    ),
})

/** The versions of a document, the newest first. */
export function versionsQuery(id: number) {
  return queryOptions({
    queryKey: [...roots.documents, 'versions', id],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/documents/{document_pk}/versions/', {
          params: { path: { document_pk: id }, query: { page_size: 100 } },
          signal,
        }),
      ),
  })
}

/** What all documents take, and what they may take. */
export const usageQuery = queryOptions({
  queryKey: [...roots.documents, 'usage'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/documents/usage/', { signal })),
})

/** What went with an application; so much that one sees all of it. */
export function documentsOfQuery(application: number) {
  return queryOptions({
    queryKey: [...roots.documents, 'of', application],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/applications/{application_pk}/documents/', {
          params: { path: { application_pk: application }, query: { page_size: 100 } },
          signal,
        }),
      ),
  })
}

/** Where the file of a version is downloaded. */
export function downloadOf(version: number): string {
  return `/api/v1/document-versions/${version}/download/`
}

type Progress = Parameters<typeof postForm>[2]

/** Sends a new document with its first file; the id of that version. */
export async function uploadDocument(form: FormData, progress: Progress): Promise<number> {
  const document = (await postForm('/api/v1/documents/', form, progress)) as Document
  return document.latest_version.id
}

/** Sends the next version of a document; its id. */
export async function uploadVersion(document: number, form: FormData, progress: Progress): Promise<number> {
  const path = `/api/v1/documents/${document}/versions/`
  const version = (await postForm(path, form, progress)) as DocumentVersion
  return version.id
}

/** Changes title or kind. */
export function updateDocument(id: number, body: DocumentPatch) {
  return unwrap(api.PATCH('/api/v1/documents/{id}/', { params: { path: { id } }, body }))
}

/** Puts a document with its versions into the trash. */
export function deleteDocument(id: number) {
  return unwrap(api.DELETE('/api/v1/documents/{id}/', { params: { path: { id } } }))
}

/** Brings a document back. */
export function restoreDocument(id: number) {
  return unwrap(api.POST('/api/v1/documents/{id}/restore/', { params: { path: { id } } }))
}

/** Deletes one version for good; refused where it went with an application. */
export function deleteVersion(id: number) {
  return unwrap(api.DELETE('/api/v1/document-versions/{id}/', { params: { path: { id } } }))
}

/** Notes that a version went with an application. */
export function attachVersion(application: number, version: number) {
  return unwrap(
    api.POST('/api/v1/applications/{application_pk}/documents/', {
      params: { path: { application_pk: application } },
      body: { version },
    }),
  )
}

/** Takes a version off an application. */
export function detachVersion(application: number, version: number) {
  return unwrap(
    api.DELETE('/api/v1/applications/{application_pk}/documents/{version_pk}/', {
      params: { path: { application_pk: application, version_pk: version } },
    }),
  )
}
