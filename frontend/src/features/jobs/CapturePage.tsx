/** What the bookmark opens: the page that it sends becomes a draft. */
import { Alert, Box } from '@mantine/core'
import { useEffect } from 'react'
import { LinkButton } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { NewJobForm } from './NewJobForm'
import { useCapture } from './queries'
import { useSentPage } from './useSentPage'

/** Waits for the page, has it read, and shows the form with what it says. */
export function CapturePage() {
  const sending = useSentPage()
  const { mutate: read, data, error } = useCapture()
  useEffect(() => {
    if (sending.state === 'sent') read(sending.page)
  }, [sending, read])

  return (
    <Box maw={860}>
      <PageHeader title="Add a posting" />
      {sending.state === 'alone' && (
        <Alert color="yellow" role="status" title="No page came along" mb="md">
          This tab is opened by the bookmark, from the page of a posting. Some sites keep others out: there
          paste the address instead.
        </Alert>
      )}
      {error !== null && <ProblemAlert error={error} title="The page was not read" />}
      {(sending.state === 'alone' || error !== null) && (
        <LinkButton to="/jobs/new" search={{ by: 'link' }} mt="md">
          Add by link
        </LinkButton>
      )}
      {sending.state !== 'alone' && error === null && !data && <LoadingRows height={64} />}
      {data && <NewJobForm capture={data} />}
    </Box>
  )
}
