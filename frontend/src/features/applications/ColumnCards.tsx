/** The cards of one stage. */
import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Application, Status } from '@/api/types'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { statusLabels } from '@/lib/status'
import { applicationsIn } from './board-cache'
import { DraggableCard, StaticCard } from './BoardCard'
import classes from './Board.module.css'
import { columnQuery } from './queries'

interface ColumnCardsProps {
  status: Status
  search: string
  /** Only inside a drag-and-drop board. */
  canDrag: boolean
  onMove: (application: Application, to: Status) => void
}

/** The applications at a stage, the newest change first, more on demand. */
export function ColumnCards({ status, search, canDrag, onMove }: ColumnCardsProps) {
  const column = useInfiniteQuery(columnQuery(status, search))
  if (column.isPending) return <LoadingRows count={3} height={64} />
  if (column.isLoadingError)
    return <ProblemAlert error={column.error} onRetry={() => void column.refetch()} />
  const applications = applicationsIn(column.data)
  const Card = canDrag ? DraggableCard : StaticCard
  return (
    <>
      {applications.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" py="md">
          {search ? 'No match' : 'Nothing here'}
        </Text>
      )}
      <ul className={classes.cards} aria-label={statusLabels[status]}>
        {applications.map((application) => (
          <Card key={application.id} application={application} onMove={onMove} />
        ))}
      </ul>
      {column.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          fullWidth
          loading={column.isFetchingNextPage}
          onClick={() => void column.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </>
  )
}
