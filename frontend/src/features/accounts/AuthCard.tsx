/** The frame of the pages that come before signing in. */
import { Box, Center, Group, Paper, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { ColorSchemeToggle } from '@/components/ColorSchemeToggle'
import { Logo } from '@/components/Logo'

interface AuthCardProps {
  title: string
  children: ReactNode
  footer?: ReactNode
}

/** A card in the middle of the page, with the name of the application over it. */
export function AuthCard({ title, children, footer }: AuthCardProps) {
  useDocumentTitle(`${title} · Jobtracker`)
  return (
    <Center component="main" mih="100dvh" p="md">
      <Box w="100%" maw={400}>
        <Group justify="space-between" mb="lg">
          <Group gap="xs">
            <Logo size={32} />
            <Text fw={650} size="lg">
              Jobtracker
            </Text>
          </Group>
          <ColorSchemeToggle />
        </Group>
        <Paper p="xl" shadow="sm">
          <Title order={1} mb="md" tabIndex={-1}>
            {title}
          </Title>
          {children}
        </Paper>
        {footer !== undefined && (
          <Text ta="center" mt="md" size="sm">
            {footer}
          </Text>
        )}
      </Box>
    </Center>
  )
}
