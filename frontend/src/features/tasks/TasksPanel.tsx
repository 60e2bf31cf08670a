/** What is to be done for an application. */
import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import type { Application } from '@/api/types'
import { ItemList } from '@/components/ItemList'
import { LinkAnchor } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { Panel } from '@/components/Panel'
import { ProblemAlert } from '@/components/ProblemAlert'
import { nameOfJob } from '@/components/RowSelect'
import { dateInZone } from '@/lib/dates'
import { usePreferences } from '@/lib/preferences'
import { useQuickAdd } from '@/lib/quick-add'
import { tasksQuery } from './queries'
import { TaskRow } from './TaskRow'

/** The first of its open tasks, and a button to add one; those that are done stand in the timeline. */
export function TasksPanel({ application }: { application: Application }) {
  const { timeZone } = usePreferences()
  const { addTask } = useQuickAdd()
  const search = { application: String(application.id) }
  const query = useInfiniteQuery(tasksQuery(search))
  const tasks = query.data?.pages[0]?.results ?? []
  const today = dateInZone(new Date(), timeZone)
  return (
    <Panel
      title="Tasks"
      action={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => {
            addTask({ application: { id: application.id, name: nameOfJob(application.job) } })
          }}
        >
          Add a task
        </Button>
      }
    >
      {query.isPending && <LoadingRows count={2} height={36} />}
      {query.isLoadingError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && tasks.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing to do. Note what comes next: to read up, to follow up, to say thank you.
        </Text>
      )}
      {tasks.length > 0 && (
        <ItemList label="To do" items={tasks} keyOf={({ id }) => id}>
          {(task) => <TaskRow task={task} today={today} isWithApplication />}
        </ItemList>
      )}
      {query.hasNextPage && (
        <LinkAnchor to="/tasks" search={search} size="sm">
          All tasks of this application
        </LinkAnchor>
      )}
    </Panel>
  )
}
