/** How much room is left. */
import { Group, Progress, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatBytes } from '@/lib/file-size'
import { usageQuery } from './queries'

const nearlyFull = 0.9

/** What all documents take of what they may, as a bar and in words. */
export function Usage() {
  const { data } = useQuery(usageQuery)
  if (!data) return null
  const { used_bytes, quota_bytes } = data
  const part = quota_bytes === 0 ? 1 : Math.min(used_bytes / quota_bytes, 1)
  const words = `${formatBytes(used_bytes)} of ${formatBytes(quota_bytes)} used`
  return (
    <Group gap="sm">
      <Progress.Root w={160} size="md">
        <Progress.Section
          value={part * 100}
          color={part > nearlyFull ? 'red' : undefined}
          aria-label="Room used"
          aria-valuetext={words}
        />
      </Progress.Root>
      <Text size="sm" c="dimmed">
        {words}
        {used_bytes > 0 && ', the trash included'}
      </Text>
    </Group>
  )
}
