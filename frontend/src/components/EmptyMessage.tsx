/** What stands where there is nothing yet. */
import { EmptyState, Group, Paper } from '@mantine/core'
import type { ReactNode } from 'react'

interface EmptyMessageProps {
  icon: ReactNode
  title: string
  text: string
  children?: ReactNode
}

/** A friendly note in an empty place, with the next steps as its children. */
export function EmptyMessage({ icon, title, text, children }: EmptyMessageProps) {
  return (
    <Paper p="xl" py={48}>
      <EmptyState icon={icon} title={title} description={text} variant="light">
        {children !== undefined && (
          <Group justify="center" gap="sm" mt="md">
            {children}
          </Group>
        )}
      </EmptyState>
    </Paper>
  )
}
