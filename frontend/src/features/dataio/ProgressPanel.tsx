/** Work that is under way. */
import { Group, Paper, Stack, Text } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { ProgressBar } from '@/components/ProgressBar'

interface ProgressPanelProps {
  title: string
  percent: number
  note: ReactNode
  action?: ReactNode
}

/** A bar that moves, with what it is about, and what can be done meanwhile. */
export function ProgressPanel({ title, percent, note, action }: ProgressPanelProps) {
  const id = useId()
  return (
    <Paper p="lg" component="section" aria-labelledby={id} data-testid="progress">
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="baseline">
          <Text fw={600} id={id} component="h2">
            {title}
          </Text>
          <Text fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {percent} %
          </Text>
        </Group>
        <ProgressBar percent={percent} aria-labelledby={id} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed" flex="1 1 240px" component="div">
            {note}
          </Text>
          {action}
        </Group>
      </Stack>
    </Paper>
  )
}
