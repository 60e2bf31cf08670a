/** How far a run is. */
import { Box, Group, Text } from '@mantine/core'
import type { Run } from '@/api/types'
import { ProgressBar } from '@/components/ProgressBar'
import { progressOf } from './run-words'

interface RunProgressProps {
  run: Run
  /** What is being done, for those who do not see the bar. */
  label: string
}

/** A bar that moves, with the same in words. */
export function RunProgress({ run, label }: RunProgressProps) {
  const words = progressOf(run)
  return (
    <Group gap="sm" wrap="nowrap">
      <Box flex={1}>
        <ProgressBar percent={run.percent} words={words} aria-label={label} />
      </Box>
      <Text size="sm" c="dimmed" miw={40} ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {words}
      </Text>
    </Group>
  )
}
