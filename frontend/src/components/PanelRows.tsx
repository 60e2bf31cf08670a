/** The rows of a panel, in each state that loading them can be in. */
import { Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { LoadingRows } from './LoadingRows'
import { ProblemAlert } from './ProblemAlert'
import classes from './PanelRows.module.css'

interface Loading {
  isPending: boolean
  isLoadingError: boolean
  error: unknown
  refetch: () => unknown
}

interface PanelRowsProps<Row> {
  query: Loading
  rows: readonly Row[]
  keyOf: (row: Row) => string | number
  row: (row: Row) => ReactNode
  /** Says what could stand here. */
  empty: ReactNode
  /** Loads the next page, where there is one. */
  more?: { load: () => unknown; isLoading: boolean }
}

/** A list, or what stands in its place while it loads, fails, or has nothing. */
export function PanelRows<Row>({ query, rows, keyOf, row, empty, more }: PanelRowsProps<Row>) {
  if (query.isPending) return <LoadingRows count={2} height={36} />
  if (query.isLoadingError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed" component="div">
        {empty}
      </Text>
    )
  return (
    <Stack gap="sm">
      <ul className={classes.rows}>
        {rows.map((item) => (
          <li key={keyOf(item)} className={classes.row}>
            {row(item)}
          </li>
        ))}
      </ul>
      {more && (
        <Button variant="default" loading={more.isLoading} onClick={() => void more.load()}>
          Load more
        </Button>
      )}
    </Stack>
  )
}
