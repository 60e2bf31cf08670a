/** Where the person is signed in. */
import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LogOut, Monitor, Smartphone } from 'lucide-react'
import type { AccountSession } from '@/api/types'
import { askToConfirm } from '@/components/confirm'
import { Instant } from '@/components/Instant'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastProblem, toastSuccess } from '@/components/toast'
import { fromUnixSeconds } from '@/lib/dates'
import { sessionsQuery, useEndSessions } from './queries'
import { describeUserAgent, isMobile } from './user-agent'

/** The sessions, this one first; each other one can be ended, or all of them. */
export function SessionsPage() {
  const sessions = useQuery(sessionsQuery)
  const end = useEndSessions()
  const others = (sessions.data ?? []).filter((session) => !session.is_current)

  const signOut = (ended: readonly AccountSession[], said: string) => {
    end.mutate(
      ended.map(({ id }) => id),
      {
        onSuccess: () => {
          toastSuccess(said)
        },
        onError: (error) => {
          toastProblem(error, 'Nobody was signed out')
        },
      },
    )
  }
  const signOutOthers = async () => {
    const isSure = await askToConfirm({
      title: 'Sign out everywhere else?',
      text: 'You stay signed in here. Every other browser has to sign in again.',
      confirm: 'Sign out all others',
      danger: true,
    })
    if (isSure) signOut(others, 'Signed out everywhere else.')
  }

  return (
    <>
      <PageHeader
        title="Sessions"
        description="Where you are signed in. One that you do not know? End it, and change your password."
      />
      {sessions.isPending && <LoadingRows count={3} height={76} />}
      {sessions.isLoadingError && (
        <ProblemAlert error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.data && (
        <Stack>
          <Stack component="ul" gap="sm" m={0} p={0} aria-label="Sessions" style={{ listStyle: 'none' }}>
            {[...sessions.data.filter((session) => session.is_current), ...others].map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                isEnding={end.isPending}
                onSignOut={() => {
                  signOut([session], `Signed out: ${describeUserAgent(session.user_agent)}.`)
                }}
              />
            ))}
          </Stack>
          {others.length > 0 ? (
            <Group>
              <Button
                variant="default"
                leftSection={<LogOut size={16} aria-hidden />}
                loading={end.isPending}
                onClick={() => void signOutOthers()}
              >
                Sign out all others
              </Button>
            </Group>
          ) : (
            <Text size="sm" c="dimmed">
              You are signed in nowhere else.
            </Text>
          )}
        </Stack>
      )}
    </>
  )
}

interface SessionRowProps {
  session: AccountSession
  isEnding: boolean
  onSignOut: () => void
}

function SessionRow({ session, isEnding, onSignOut }: SessionRowProps) {
  const device = describeUserAgent(session.user_agent)
  const Icon = isMobile(session.user_agent) ? Smartphone : Monitor
  return (
    <Paper component="li" p="md">
      <Group wrap="nowrap" align="flex-start">
        <Icon size={20} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
        <Stack gap={2} flex={1} miw={0}>
          <Group gap="xs">
            <Text fw={600} title={session.user_agent}>
              {device}
            </Text>
            {session.is_current && <Badge>This one</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {session.ip} · signed in <Instant at={fromUnixSeconds(session.created_at)} />
          </Text>
          {/* Left out by the server where it does not keep it. */}
          {(session.last_seen_at as number | undefined) !== undefined && (
            <Text size="sm" c="dimmed">
              Last seen <Instant at={fromUnixSeconds(session.last_seen_at)} />
            </Text>
          )}
        </Stack>
        {!session.is_current && (
          <Button
            variant="default"
            size="xs"
            disabled={isEnding}
            aria-label={`Sign out ${device}`}
            onClick={onSignOut}
          >
            Sign out
          </Button>
        )}
      </Group>
    </Paper>
  )
}
