/** The head of a column that sorts. */
import { UnstyledButton } from '@mantine/core'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { sortOf } from '@/lib/ordering'
import classes from './RowGrid.module.css'

interface SortHeadProps {
  field: string
  ordering: string
  onSort: (isAdding: boolean) => void
  children: string
}

/** A click sorts by this column alone; with Shift it sorts within the columns that sort already. */
export function SortHead({ field, ordering, onSort, children }: SortHeadProps) {
  const sort = sortOf(ordering, field)
  const Icon = !sort ? ChevronsUpDown : sort.direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <div role="columnheader" aria-sort={sort?.direction ?? 'none'}>
      <UnstyledButton
        className={classes.sort}
        title="Sort by this column; with Shift in addition to the others"
        data-sorts={sort !== null || undefined}
        onClick={(event) => {
          onSort(event.shiftKey)
        }}
      >
        {children} <Icon size={14} aria-hidden />
        {sort?.rank && <span className={classes.rank}>{sort.rank}</span>}
      </UnstyledButton>
    </div>
  )
}
