/** API tokens. */
import { Badge, Button, Code, Group, Paper, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import type { ApiToken } from '@/api/types'
import { askToConfirm } from '@/components/confirm'
import { EmptyMessage } from '@/components/EmptyMessage'
import { DayOf, Instant } from '@/components/Instant'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastProblem, toastSuccess } from '@/components/toast'
import { NewTokenDialog } from './NewTokenDialog'
import { tokensQuery, useRevokeToken } from './queries'
import { scopeLabels } from './token-values'

/** The tokens that programs of this person use; makes and revokes them. */
export function TokensPage() {
  const tokens = useInfiniteQuery(tokensQuery)
  const [isMaking, setIsMaking] = useState(false)
  const all = tokens.data?.pages.flatMap((page) => page.results)

  return (
    <>
      <PageHeader
        title="API tokens"
        description="Your own programs sign in with them, in place of your password."
        actions={
          <Button
            leftSection={<Plus size={16} aria-hidden />}
            onClick={() => {
              setIsMaking(true)
            }}
          >
            New token
          </Button>
        }
      />
      {tokens.isPending && <LoadingRows count={3} height={96} />}
      {tokens.isLoadingError && <ProblemAlert error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {all?.length === 0 && (
        <EmptyMessage
          icon={<KeyRound aria-hidden />}
          title="No tokens"
          text="A token lets a script read or change your postings and applications."
        />
      )}
      {all !== undefined && all.length > 0 && (
        <Stack component="ul" gap="sm" m={0} p={0} aria-label="Tokens" style={{ listStyle: 'none' }}>
          {all.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              hasExpired={Date.parse(token.expires_at) <= tokens.dataUpdatedAt}
            />
          ))}
        </Stack>
      )}
      {tokens.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={tokens.isFetchingNextPage}
          onClick={() => void tokens.fetchNextPage()}
        >
          Show more
        </Button>
      )}
      <NewTokenDialog
        opened={isMaking}
        onClose={() => {
          setIsMaking(false)
        }}
      />
    </>
  )
}

function TokenRow({ token, hasExpired }: { token: ApiToken; hasExpired: boolean }) {
  const revoke = useRevokeToken()

  const askAndRevoke = async () => {
    const isSure = await askToConfirm({
      title: `Revoke “${token.name}”?`,
      text: 'Programs that use it are refused from now on. This cannot be undone.',
      confirm: 'Revoke',
      danger: true,
    })
    if (!isSure) return
    revoke.mutate(token.id, {
      onSuccess: () => {
        toastSuccess(`“${token.name}” is revoked.`)
      },
      onError: (error) => {
        toastProblem(error, 'The token was not revoked')
      },
    })
  }

  return (
    <Paper component="li" p="md">
      <Group wrap="nowrap" align="flex-start" justify="space-between">
        <Stack gap={4} miw={0}>
          <Group gap="xs">
            <Text fw={600}>{token.name}</Text>
            <Badge color={token.scope === 'full' ? 'orange' : 'blue'}>{scopeLabels[token.scope]}</Badge>
            {hasExpired && <Badge color="red">Expired</Badge>}
          </Group>
          <Text size="sm">
            Begins with <Code>{token.prefix}</Code>
          </Text>
          <Text size="sm" c="dimmed">
            Made <DayOf at={token.created_at} /> · {hasExpired ? 'expired' : 'expires'}{' '}
            <DayOf at={token.expires_at} />
          </Text>
          <Text size="sm" c="dimmed">
            {token.last_used_at === null ? (
              'Never used'
            ) : (
              <>
                Last used <Instant at={token.last_used_at} />
              </>
            )}
          </Text>
        </Stack>
        <Button
          variant="default"
          size="xs"
          flex="none"
          loading={revoke.isPending}
          aria-label={`Revoke ${token.name}`}
          onClick={() => void askAndRevoke()}
        >
          Revoke
        </Button>
      </Group>
    </Paper>
  )
}
