/** What was made for the person: reports, backups, files. */
import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { FolderDown } from 'lucide-react'
import { EmptyMessage } from '@/components/EmptyMessage'
import { ItemList } from '@/components/ItemList'
import { LoadingRows } from '@/components/LoadingRows'
import { Panel } from '@/components/Panel'
import { ProblemAlert } from '@/components/ProblemAlert'
import { runsQuery } from './queries'
import { RunRow } from './RunRow'

/** All runs, the newest first; those at work move. */
export function RunsPanel() {
  const query = useInfiniteQuery(runsQuery)
  const runs = query.data?.pages.flatMap((page) => page.results) ?? []
  if (query.isSuccess && runs.length === 0)
    return (
      <EmptyMessage
        icon={<FolderDown aria-hidden />}
        title="Nothing made yet"
        text="Reports, backups and larger exports appear here, to be downloaded within a week. Nobody but you can."
      />
    )
  return (
    <Panel title="Made for you">
      <Text size="sm" c="dimmed">
        Each file is kept for a week; nobody but you can download it.
      </Text>
      {query.isPending && <LoadingRows count={3} height={44} />}
      {query.isLoadingError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      <ItemList label="Made for you" items={runs} keyOf={({ id }) => id}>
        {(run) => <RunRow run={run} />}
      </ItemList>
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </Panel>
  )
}
