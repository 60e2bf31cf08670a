/** A word beside a button that begins something long. */
import { Text } from '@mantine/core'

/** Says where to look, once it has begun. */
export function Begun({ isBegun }: { isBegun: boolean }) {
  return (
    <Text size="sm" c="dimmed" role="status">
      {isBegun && 'Begun. You find it below.'}
    </Text>
  )
}
