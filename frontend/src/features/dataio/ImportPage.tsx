/** Bringing postings and applications in from a file. */
import { Box, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { PageHeader } from '@/components/PageHeader'
import { FileSources } from './FileSources'
import { ImportHistory } from './ImportHistory'
import { SampleDataPanel } from './SampleDataPanel'
import { UploadPanel } from './UploadPanel'

/** Takes a file, which has a page of its own from then on, and shows those that came before. */
export function ImportPage() {
  const navigate = useNavigate()
  return (
    <Box maw={860}>
      <PageHeader
        title="Import"
        description="From another tracker, a spreadsheet, or an export of this one. You see what becomes of every row before anything is written."
      />
      <Stack>
        <UploadPanel onSent={(id) => void navigate({ to: '/import/$importId', params: { importId: id } })} />
        <ImportHistory />
        <FileSources />
        <SampleDataPanel />
      </Stack>
    </Box>
  )
}
