/** The cards of one column. */
import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Stage } from '@/api/types'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { applicationsIn } from './board-cache'
import { useBoard } from './board-context'
import { DraggableCard, StaticCard } from './BoardCard'
import classes from './Board.module.css'
import { columnQuery } from './queries'

interface ColumnCardsProps {
  stage: Stage
  /** Only inside a drag-and-drop board. */
  canDrag: boolean
}

/** The applications in a column, the newest change first, more on demand. */
export function ColumnCards({ stage, canDrag }: ColumnCardsProps) {
  const { search } = useBoard()
  const column = useInfiniteQuery(columnQuery(stage, search))
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
      <ul className={classes.cards} aria-label={stage.name}>
        {applications.map((application) => (
          <Card key={application.id} application={application} stage={stage} />
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
