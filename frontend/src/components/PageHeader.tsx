/** The top of every page. */
import { Box, Group, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

interface PageHeaderProps {
  title: string
  /** Stands over the title, for example a link back. */
  above?: ReactNode
  description?: ReactNode
  actions?: ReactNode
}

/** The page's one `h1`, which also names the browser tab; the shell moves the focus to it on navigation. */
export function PageHeader({ title, above, description, actions }: PageHeaderProps) {
  useDocumentTitle(`${title} · Jobtracker`)
  return (
    <Group justify="space-between" align="flex-end" gap="sm" mb="md">
      <Box miw={0} flex="1 1 auto">
        {above}
        <Title order={1} tabIndex={-1}>
          {title}
        </Title>
        {description !== undefined && (
          <Text c="dimmed" mt={4} component="div">
            {description}
          </Text>
        )}
      </Box>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </Group>
  )
}
