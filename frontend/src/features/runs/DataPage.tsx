/** Everything out, and everything back in. */
import { SimpleGrid, Stack } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { PageHeader } from '@/components/PageHeader'
import { BackupPanel } from './BackupPanel'
import { ReportPanel } from './ReportPanel'
import { RestorePanel } from './RestorePanel'
import { RunsPanel } from './RunsPanel'

const route = getRouteApi('/app/data')

/** Makes reports and backups, lists what was made, and restores a backup. */
export function DataPage() {
  const { restore } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <>
      <PageHeader
        title="Reports and backups"
        description="All that you enter is yours: to show, to take with you, to bring back."
      />
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <ReportPanel />
          <BackupPanel />
        </SimpleGrid>
        <RunsPanel />
        <RestorePanel
          runId={restore}
          onShow={(id) => void navigate({ search: { restore: id }, resetScroll: false })}
        />
      </Stack>
    </>
  )
}
