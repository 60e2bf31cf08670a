/** Changing the columns of the board. */
import { Box } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { BackLink } from '@/components/BackLink'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toColumns } from './columns-form'
import { ColumnsForm } from './ColumnsForm'
import { editedBoardQuery } from './queries'

/** Names, colours, order and number of the columns. */
export function ColumnsPage() {
  const board = useQuery(editedBoardQuery)
  return (
    <Box maw={760}>
      <PageHeader
        above={<BackLink to="/board">Board</BackLink>}
        title="Columns"
        description="Each column stands for a status, so that your figures stay comparable. Several may stand for one."
      />
      {board.isPending && <LoadingRows height={52} />}
      {board.isLoadingError && <ProblemAlert error={board.error} onRetry={() => void board.refetch()} />}
      {board.data && (
        <ColumnsForm
          key={board.dataUpdatedAt}
          initial={toColumns(board.data.stages)}
          isDefault={board.data.stages.every(({ id }) => id === null)}
          tag={board.data.tag}
          onReload={() => void board.refetch()}
        />
      )}
    </Box>
  )
}
