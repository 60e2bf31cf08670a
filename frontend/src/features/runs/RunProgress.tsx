/** How far a run is. */
import { Group, Progress, Text } from '@mantine/core'
import type { Run } from '@/api/types'
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
      <Progress.Root size="lg" flex={1}>
        <Progress.Section
          // Something is to be seen of it from the beginning.
          value={Math.max(run.percent, 2)}
          animated
          aria-label={label}
          aria-valuenow={run.percent}
          aria-valuetext={words}
        />
      </Progress.Root>
      <Text size="sm" c="dimmed" miw={40} ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {words}
      </Text>
    </Group>
  )
}
