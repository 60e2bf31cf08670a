/** One import: from what was read to what was written, and back. */
import { Alert, Group, Stack, VisuallyHidden } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import type { Import } from '@/api/types'
import { BackLink } from '@/components/BackLink'
import { Instant } from '@/components/Instant'
import { LinkButton } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formatBytes } from '@/lib/file-size'
import { Busy, busyTitles } from './Busy'
import { DeleteButton } from './DeleteButton'
import { useImport } from './import-queries'
import { countAll, countRows, isBusy } from './import-words'
import { ImportReview } from './ImportReview'
import { ImportSummary } from './ImportSummary'
import { PreviewRows } from './PreviewRows'
import { UnreadPanel } from './UnreadPanel'

/** Follows the import while something is being done with it; it can be left and come back to. */
export function ImportDetailPage({ importId }: { importId: string }) {
  const query = useImport(importId)
  const navigate = useNavigate()
  const one = query.data
  if (query.isPending) return <LoadingRows />
  if (!one) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
  return (
    <>
      <PageHeader
        above={<BackLink to="/import">Import</BackLink>}
        title={one.file_name}
        description={
          <>
            {formatBytes(one.size)} · sent <Instant at={one.created_at} />
          </>
        }
        actions={!isBusy(one) && <DeleteButton of={one} onDeleted={() => void navigate({ to: '/import' })} />}
      />
      <VisuallyHidden role="status">{announcement(one)}</VisuallyHidden>
      <Stack>
        {query.isRefetchError && (
          <ProblemAlert
            error={query.error}
            title="This may be out of date"
            onRetry={() => void query.refetch()}
          />
        )}
        <Body one={one} />
      </Stack>
    </>
  )
}

function Body({ one }: { one: Import }) {
  switch (one.state) {
    case 'reading':
      // What was found before stays, so that nothing jumps when the file is read anew.
      return one.tables.length > 0 ? <ImportReview one={one} /> : <Busy one={one} />
    case 'ready':
      return <ImportReview one={one} />
    case 'failed':
    case 'cancelled':
      return <UnreadPanel one={one} />
    case 'committing':
    case 'undoing':
      return <Busy one={one} />
    case 'committed':
      return (
        <>
          <ImportSummary one={one} />
          <PreviewRows one={one} />
        </>
      )
    case 'undone':
      return (
        <Alert color="gray" icon={<Undo2 size={18} aria-hidden />} title="This import was undone">
          <Group justify="space-between">
            <span>
              {one.undone_at && (
                <>
                  Taken back <Instant at={one.undone_at} />.{' '}
                </>
              )}
              What it had created is in the trash.
              {one.summary !== null && one.summary.kept > 0 && (
                <> What you had changed since stayed as it was: {one.summary.kept.toLocaleString()}.</>
              )}
            </span>
            <Group gap="xs">
              <LinkButton to="/trash" variant="default" size="xs">
                See the trash
              </LinkButton>
              <LinkButton to="/import" size="xs">
                Import a file
              </LinkButton>
            </Group>
          </Group>
        </Alert>
      )
  }
}

/** What is told to those who do not see the page change. */
function announcement(one: Import): string {
  switch (one.state) {
    case 'reading':
    case 'committing':
    case 'undoing':
      return busyTitles[one.state]
    case 'ready':
      return one.problem?.message ?? `The preview is ready: ${countRows(countAll(one.verdicts))}.`
    case 'failed':
    case 'cancelled':
      return one.problem?.message ?? ''
    case 'committed':
      return one.problem?.message ?? 'The import is done.'
    case 'undone':
      return 'The import was undone.'
  }
}
