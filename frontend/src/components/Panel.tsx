/** A part of a page with a heading of its own. */
import { Group, Paper, Stack, Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'

interface PanelProps {
  title: string
  /** Stands beside the heading. */
  action?: ReactNode
  children: ReactNode
}

/** A framed section under an `h2` that names it. */
export function Panel({ title, action, children }: PanelProps) {
  const id = useId()
  return (
    <Paper p="lg" component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} id={id}>
            {title}
          </Title>
          {action}
        </Group>
        {children}
      </Stack>
    </Paper>
  )
}
