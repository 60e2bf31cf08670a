/** The timeline of an application. */
import { Button, NativeSelect, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Activity, Application, TimelineType } from '@/api/types'
import { LoadingRows } from '@/components/LoadingRows'
import { Panel } from '@/components/Panel'
import { ProblemAlert } from '@/components/ProblemAlert'
import { choices, options } from '@/lib/job-labels'
import { timelineTypeLabels } from '@/lib/pipeline-labels'
import { readOne } from '@/lib/search-params'
import { timelineQuery } from './queries'
import classes from './Timeline.module.css'
import { TimelineEntry } from './TimelineEntry'

interface TimelineProps {
  application: Application
  /** An entry of the log; another feature's part. */
  activity: (activity: Activity) => ReactNode
}

/** All that happened, the newest first; or what happened of one type. */
export function Timeline({ application, activity }: TimelineProps) {
  const [type, setType] = useState<TimelineType>()
  const timeline = useInfiniteQuery(timelineQuery(application.id, type))
  const entries = timeline.data?.pages.flatMap((page) => page.results) ?? []
  return (
    <Panel
      title="Timeline"
      action={
        <NativeSelect
          size="xs"
          aria-label="What to show"
          data={[{ value: '', label: 'Everything' }, ...options(timelineTypeLabels)]}
          value={type ?? ''}
          onChange={(event) => {
            setType(readOne(event.currentTarget.value, choices(timelineTypeLabels)))
          }}
        />
      }
    >
      {timeline.isPending && <LoadingRows count={3} height={56} />}
      {timeline.isLoadingError && (
        <ProblemAlert error={timeline.error} onRetry={() => void timeline.refetch()} />
      )}
      {timeline.isSuccess && (
        <Stack>
          {entries.length === 0 && (
            <Text size="sm" c="dimmed">
              Nothing of this kind yet.
            </Text>
          )}
          <ol className={classes.entries} data-testid="timeline">
            {entries.map((entry) => (
              <TimelineEntry
                key={`${entry.type} ${entry.id}`}
                application={application}
                entry={entry}
                activity={activity}
              />
            ))}
          </ol>
          {timeline.hasNextPage && (
            <Button
              variant="default"
              loading={timeline.isFetchingNextPage}
              onClick={() => void timeline.fetchNextPage()}
            >
              Load more
            </Button>
          )}
        </Stack>
      )}
    </Panel>
  )
}
