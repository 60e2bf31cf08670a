/** The second factor of signing in. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { askToConfirm } from '@/components/confirm'
import { Instant } from '@/components/Instant'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastProblem, toastSuccess } from '@/components/toast'
import { fromUnixSeconds } from '@/lib/dates'
import { authenticatorsQuery, useDeactivateTotp } from './queries'
import { RecoveryCodes } from './RecoveryCodes'
import { TotpSetup } from './TotpSetup'

/** Whether signing in asks for a code; switching that on and off, and the recovery codes. */
export function TwoFactorPage() {
  const authenticators = useQuery(authenticatorsQuery)
  const [isNew, setIsNew] = useState(false)
  const totp = authenticators.data?.find((authenticator) => authenticator.type === 'totp')
  const codes = authenticators.data?.find((authenticator) => authenticator.type === 'recovery_codes')

  return (
    <>
      <PageHeader
        title="Two-factor sign-in"
        description="Besides your password, signing in asks for a code from an app on your phone."
      />
      {authenticators.isPending && <LoadingRows count={2} height={110} />}
      {authenticators.isLoadingError && (
        <ProblemAlert error={authenticators.error} onRetry={() => void authenticators.refetch()} />
      )}
      {authenticators.data && (
        <Stack gap="lg">
          <Paper p="lg">
            <Stack>
              <Group justify="space-between">
                <Title order={2}>Authenticator app</Title>
                <span role="status">
                  <Badge color={totp ? 'green' : 'gray'}>{totp ? 'On' : 'Off'}</Badge>
                </span>
              </Group>
              {totp ? (
                <ActiveTotp activeSince={fromUnixSeconds(totp.created_at)} />
              ) : (
                <TotpSetup
                  onActivated={() => {
                    setIsNew(true)
                  }}
                />
              )}
            </Stack>
          </Paper>
          {codes?.type === 'recovery_codes' && (
            <RecoveryCodes left={codes.unused_code_count} of={codes.total_code_count} showAtOnce={isNew} />
          )}
        </Stack>
      )}
    </>
  )
}

function ActiveTotp({ activeSince }: { activeSince: string }) {
  const deactivate = useDeactivateTotp()

  const switchOff = async () => {
    const isSure = await askToConfirm({
      title: 'Switch two-factor sign-in off?',
      text: 'Your password alone will then be enough to sign in. The recovery codes stop working.',
      confirm: 'Switch off',
      danger: true,
    })
    if (!isSure) return
    deactivate.mutate(undefined, {
      onSuccess: () => {
        toastSuccess('Two-factor sign-in is off.')
      },
      onError: (error) => {
        toastProblem(error, 'It is still on')
      },
    })
  }

  return (
    <>
      <Text size="sm">
        On since <Instant at={activeSince} />.
      </Text>
      <Group>
        <Button variant="default" loading={deactivate.isPending} onClick={() => void switchOff()}>
          Switch off
        </Button>
      </Group>
    </>
  )
}
