/** Where the filters of a list stand. */
import { Drawer, Paper, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './filters.module.css'

interface FilterFrameProps {
  /** Beside the list, on a wide screen. */
  isBeside: boolean
  isOpen: boolean
  onClose: () => void
  children: ReactNode
}

/** Beside the list where there is room for it, else in a drawer over it. */
export function FilterFrame({ isBeside, isOpen, onClose, children }: FilterFrameProps) {
  if (isBeside) {
    return isOpen ? (
      <Paper component="aside" p="md" className={classes.beside} aria-label="Filters">
        <Title order={2} mb="sm">
          Filters
        </Title>
        <Stack gap="lg">{children}</Stack>
      </Paper>
    ) : null
  }
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="sm"
      title="Filters"
      closeButtonProps={{ 'aria-label': 'Close the filters' }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <Stack gap="lg">{children}</Stack>
    </Drawer>
  )
}
