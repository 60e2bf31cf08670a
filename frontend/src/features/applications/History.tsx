/** The timeline of an application. */
import { Button, Paper, Stack, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Application } from '@/api/types'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import classes from './History.module.css'
import { HistoryEntry } from './HistoryEntry'
import { historyQuery } from './queries'

/** What happened, the newest first. */
export function History({ application }: { application: Application }) {
  const history = useInfiniteQuery(historyQuery(application.id))
  return (
    <Paper p="lg" component="section" aria-labelledby="timeline">
      <Title order={2} id="timeline" mb="md">
        Timeline
      </Title>
      {history.isPending && <LoadingRows count={3} height={56} />}
      {history.isLoadingError && (
        <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />
      )}
      {history.data && (
        <Stack>
          <ol className={classes.entries} data-testid="timeline">
            {history.data.pages
              .flatMap((page) => page.results)
              .map((change) => (
                <HistoryEntry key={change.id} application={application} change={change} />
              ))}
          </ol>
          {history.hasNextPage && (
            <Button
              variant="default"
              loading={history.isFetchingNextPage}
              onClick={() => void history.fetchNextPage()}
            >
              Load more
            </Button>
          )}
        </Stack>
      )}
    </Paper>
  )
}
