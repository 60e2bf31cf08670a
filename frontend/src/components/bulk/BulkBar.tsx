/** What can be done with the rows that are selected. */
import { Button, CloseButton, Group, Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { selectAllOf, selectionLimit, sizeOf, type Selection } from '@/lib/selection'
import classes from './BulkBar.module.css'

interface BulkBarProps {
  selection: Selection
  onSelect: (selection: Selection) => void
  onClear: () => void
  /** How many rows match, where that is known exactly; null leaves "select all" out. */
  total: number | null
  /** Buttons. */
  children: ReactNode
}

/** Stands at the lower edge while rows are selected. */
export function BulkBar({ selection, onSelect, onClear, total, children }: BulkBarProps) {
  const size = sizeOf(selection)
  if (size === 0) return null
  return (
    <>
      <div className={classes.room} />
      <Paper
        className={classes.bar}
        shadow="md"
        role="region"
        aria-label="Selected rows"
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClear()
        }}
      >
        <div className={classes.content}>
          <Text size="sm" fw={600} role="status" className={classes.said}>
            {selection.allOf === null ? `${size} selected` : `All ${size} that match are selected`}
          </Text>
          {selection.allOf === null && total !== null && total > size && total <= selectionLimit && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                onSelect(selectAllOf(total))
              }}
            >
              Select all {total} that match
            </Button>
          )}
          {size > selectionLimit ? (
            <Text size="sm" className={classes.actions}>
              At most {selectionLimit} can be changed at once.
            </Text>
          ) : (
            <Group gap="xs" className={classes.actions}>
              {children}
            </Group>
          )}
          <CloseButton aria-label="Select nothing" onClick={onClear} className={classes.close} />
        </div>
      </Paper>
    </>
  )
}
