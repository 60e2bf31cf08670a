/** Applying to a posting, on the posting's page. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Bookmark, Send } from 'lucide-react'
import { LinkButton } from '@/components/Links'
import { StatusBadge } from '@/components/StatusBadge'
import { toastProblem, toastSuccess } from '@/components/toast'
import { dateInZone, formatDate } from '@/lib/dates'
import { usePreferences } from '@/lib/preferences'
import { useStartApplication } from './queries'

interface ApplyPanelProps {
  jobId: number
  /** The latest application to this posting. */
  latest: { id: number; status: string; is_open: boolean; applied_on: string | null } | null
}

/** Shows the latest application, and starts one where none is open. */
export function ApplyPanel({ jobId, latest }: ApplyPanelProps) {
  const start = useStartApplication()
  const navigate = useNavigate()
  const { timeZone } = usePreferences()

  const begin = (status: 'interested' | 'applied') => {
    const appliedOn = status === 'applied' ? dateInZone(new Date(), timeZone) : undefined
    start.mutate(
      { job: jobId, status, applied_on: appliedOn },
      {
        onSuccess: (application) => {
          toastSuccess(status === 'applied' ? 'Application recorded.' : 'Kept on your board.')
          void navigate({
            to: '/applications/$applicationId',
            params: { applicationId: String(application.id) },
          })
        },
        onError: (error) => {
          toastProblem(error, 'No application was made')
        },
      },
    )
  }

  return (
    <Paper p="lg" component="section" aria-label="Your application">
      <Stack gap="sm">
        <Title order={2}>Your application</Title>
        {latest && (
          <>
            <Group gap="xs">
              <StatusBadge status={latest.status} />
              {latest.applied_on && (
                <Text size="sm" c="dimmed">
                  Applied on {formatDate(latest.applied_on)}
                </Text>
              )}
            </Group>
            <LinkButton
              to="/applications/$applicationId"
              params={{ applicationId: String(latest.id) }}
              variant={latest.is_open ? 'filled' : 'default'}
            >
              Open the application
            </LinkButton>
          </>
        )}
        {!latest?.is_open && (
          <>
            <Text size="sm" c="dimmed">
              {latest ? 'It is closed. You can apply again.' : 'Not applied yet.'}
            </Text>
            <Button
              leftSection={<Send size={16} aria-hidden />}
              loading={start.isPending && start.variables.status === 'applied'}
              onClick={() => {
                begin('applied')
              }}
            >
              Apply
            </Button>
            <Button
              variant="default"
              leftSection={<Bookmark size={16} aria-hidden />}
              loading={start.isPending && start.variables.status === 'interested'}
              onClick={() => {
                begin('interested')
              }}
            >
              Interested
            </Button>
          </>
        )}
      </Stack>
    </Paper>
  )
}
