/** Progress to the goal of the week. */
import { Group, Paper, RingProgress, Text, Title } from '@mantine/core'
import type { Today } from '@/api/types'
import { LinkAnchor } from '@/components/Links'

/** How many applications were sent this week, of how many there should be. */
export function GoalPanel({ goal: { done, target } }: { goal: Today['goal'] }) {
  const applications = (count: number) => `${count} ${count === 1 ? 'application' : 'applications'}`
  const share = target === null || target === 0 ? 0 : Math.min(100, (100 * done) / target)
  return (
    <Paper component="section" px="md" py="sm" aria-label="This week">
      <Group gap="md" wrap="nowrap">
        {target !== null && (
          <RingProgress
            size={72}
            thickness={8}
            // A round cap would be a dot where there is nothing yet.
            roundCaps={share > 0}
            sections={[{ value: share, color: share >= 100 ? 'green' : 'pine' }]}
            // The words beside it say the same.
            aria-hidden
            label={
              <Text ta="center" size="xs" fw={650}>
                {done}/{target}
              </Text>
            }
          />
        )}
        <div>
          <Title order={2}>This week</Title>
          <Text size="sm" c="dimmed" component="div">
            {target === null ? (
              <>
                {applications(done)} sent.{' '}
                <LinkAnchor to="/settings" underline="always">
                  Set a weekly goal
                </LinkAnchor>
              </>
            ) : (
              `${done} of ${applications(target)} sent. ${done >= target ? 'Goal reached!' : `${target - done} to go.`}`
            )}
          </Text>
        </div>
      </Group>
    </Paper>
  )
}
