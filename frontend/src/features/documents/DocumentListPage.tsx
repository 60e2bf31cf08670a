/** CVs, cover letters and whatever else one sends. */
import { Button, Group, NativeSelect, Stack } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { FileText, SearchX } from 'lucide-react'
import { useState } from 'react'
import { EmptyMessage } from '@/components/EmptyMessage'
import { FileDrop } from '@/components/FileDrop'
import { FilePicker } from '@/components/FilePicker'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { SearchBox } from '@/components/SearchBox'
import { toastSuccess } from '@/components/toast'
import { formatBytes } from '@/lib/file-size'
import { options } from '@/lib/job-labels'
import { documentKindLabels } from '@/lib/pipeline-labels'
import { readDocumentSearch, type DocumentSearch } from './document-search'
import { DocumentCard } from './DocumentCard'
import { accepted, acceptedInWords } from './files'
import { documentsQuery, usageQuery } from './queries'
import { UploadDialog } from './UploadDialog'
import { Usage } from './Usage'

const route = getRouteApi('/app/documents')

/** Uploads, finds and lists them. */
export function DocumentListPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const usage = useQuery(usageQuery)
  const query = useInfiniteQuery(documentsQuery(search))
  const documents = query.data?.pages.flatMap((page) => page.results) ?? []
  const isFiltered = search.search !== undefined || search.kind !== undefined
  const show = (change: DocumentSearch) => void navigate({ search: { ...search, ...change }, replace: true })
  const limit = usage.data ? `, ${formatBytes(usage.data.max_document_bytes)} at most` : ''

  return (
    <FileDrop hint="Drop it to upload it" onDrop={setFile}>
      <PageHeader
        title="Documents"
        description="What you send, in its versions, and which of them went where."
        actions={<Usage />}
      />
      <Stack gap="md">
        <FilePicker
          label="Choose a file, or drop it here"
          accept={accepted.join(',')}
          hint={`${acceptedInWords}${limit}`}
          isBusy={false}
          onChoose={setFile}
        />
        <Group gap="sm">
          <SearchBox
            label="Search documents"
            placeholder="Title, file name, note"
            value={search.search ?? ''}
            onChange={(value) => {
              show({ search: value || undefined })
            }}
          />
          <NativeSelect
            aria-label="Kind"
            data={[{ value: '', label: 'All kinds' }, ...options(documentKindLabels)]}
            value={search.kind ?? ''}
            onChange={(event) => {
              show({ kind: readDocumentSearch({ kind: event.currentTarget.value }).kind })
            }}
          />
        </Group>
        {query.isPending && <LoadingRows height={104} count={4} />}
        {query.isLoadingError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && documents.length === 0 && (
          <EmptyMessage
            icon={isFiltered ? <SearchX aria-hidden /> : <FileText aria-hidden />}
            title={isFiltered ? 'Nothing matches' : 'No documents yet'}
            text={
              isFiltered
                ? 'Titles, file names and notes were searched.'
                : 'Begin with your CV. Before an interview you will know which version they have read.'
            }
          />
        )}
        {documents.map((document) => (
          <DocumentCard key={document.id} document={document} />
        ))}
        {query.hasNextPage && (
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Load more
          </Button>
        )}
      </Stack>
      {file && (
        <UploadDialog
          file={file}
          document={null}
          onClose={() => {
            setFile(null)
          }}
          onUploaded={() => {
            toastSuccess('The document is kept.')
          }}
        />
      )}
    </FileDrop>
  )
}
