/** What is to be done, and what was. */
import { Button, Group, Paper, SegmentedControl, Stack } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ListChecks, Plus } from 'lucide-react'
import { EmptyMessage } from '@/components/EmptyMessage'
import { ItemList } from '@/components/ItemList'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { applicationNameQuery, ApplicationSelect } from '@/components/RowSelect'
import { useToday } from '@/components/useToday'
import { useQuickAdd } from '@/lib/quick-add'
import { tasksQuery } from './queries'
import { TaskRow } from './TaskRow'

const route = getRouteApi('/app/tasks')

/** The tasks, of all applications or of one. */
export function TasksPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const today = useToday()
  const { addTask } = useQuickAdd()
  const tasks = useInfiniteQuery(tasksQuery(search))
  const application = useQuery(applicationNameQuery(search.application)).data
  const all = tasks.data?.pages.flatMap((page) => page.results)
  const isDone = search.show === 'done'
  const add = () => {
    addTask({ application })
  }

  return (
    <>
      <PageHeader
        title="Tasks"
        actions={
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={add}>
            Add a task
          </Button>
        }
      />
      <Stack gap="sm">
        <Group gap="sm">
          <SegmentedControl
            aria-label="Which tasks"
            value={isDone ? 'done' : 'to-do'}
            onChange={(value) =>
              void navigate({
                search: { ...search, show: value === 'done' ? 'done' : undefined },
                replace: true,
              })
            }
            data={[
              { value: 'to-do', label: 'To do' },
              { value: 'done', label: 'Done' },
            ]}
          />
          <ApplicationSelect
            label="Application"
            hideLabel
            placeholder="All applications"
            value={application ?? null}
            onChange={(chosen) =>
              void navigate({ search: { ...search, application: chosen ? String(chosen.id) : undefined } })
            }
          />
        </Group>
        {tasks.isPending && <LoadingRows height={56} />}
        {tasks.isLoadingError && <ProblemAlert error={tasks.error} onRetry={() => void tasks.refetch()} />}
        {all?.length === 0 && (
          <EmptyMessage
            icon={<ListChecks aria-hidden />}
            title={isDone ? 'Nothing done yet' : 'Nothing to do'}
            text={
              isDone
                ? 'Tasks that you tick off are kept here.'
                : 'Note what comes next: whom to write to, what to read up on, when to ask again.'
            }
          >
            {!isDone && <Button onClick={add}>Add a task</Button>}
          </EmptyMessage>
        )}
        {all !== undefined && all.length > 0 && (
          <Paper px="md" py={4}>
            <ItemList label={isDone ? 'Done' : 'To do'} items={all} keyOf={(task) => task.id}>
              {(task) => <TaskRow task={task} today={today} />}
            </ItemList>
          </Paper>
        )}
        {tasks.hasNextPage && (
          <Button
            variant="default"
            w="fit-content"
            loading={tasks.isFetchingNextPage}
            onClick={() => void tasks.fetchNextPage()}
          >
            Show more
          </Button>
        )}
      </Stack>
    </>
  )
}
