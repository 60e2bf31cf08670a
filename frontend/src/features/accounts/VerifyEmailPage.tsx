/** Confirming an address by the link out of a mail. */
import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LinkButton } from '@/components/Links'
import { ProblemAlert } from '@/components/ProblemAlert'
import { AuthCard } from './AuthCard'
import { emailKeyQuery, useVerifyEmail } from './queries'

/** Confirms only when the person says so: programs that look into mails open links, too. */
export function VerifyEmailPage({ emailKey }: { emailKey: string }) {
  const email = useQuery(emailKeyQuery(emailKey))
  const verify = useVerifyEmail(emailKey)
  return (
    <AuthCard title="Confirm your address">
      {email.isPending && <Skeleton height={100} />}
      {email.isLoadingError && <ProblemAlert error={email.error} onRetry={() => void email.refetch()} />}
      <Stack>
        {email.data === null && (
          <>
            <Alert role="status" color="yellow" title="This link does not work any more">
              It works once and for a limited time. Sign in, and you are sent a new one if it is still needed.
            </Alert>
            <LinkButton to="/sign-in">Sign in</LinkButton>
          </>
        )}
        {typeof email.data === 'string' && verify.isSuccess && (
          <>
            <Alert role="status">Thank you. {email.data} is confirmed.</Alert>
            <LinkButton to="/">Go on</LinkButton>
          </>
        )}
        {typeof email.data === 'string' && !verify.isSuccess && (
          <>
            {verify.error !== null && <ProblemAlert error={verify.error} />}
            <Text size="sm">
              Is{' '}
              <Text span fw={600} inherit>
                {email.data}
              </Text>{' '}
              your address?
            </Text>
            <Button
              loading={verify.isPending}
              onClick={() => {
                verify.mutate()
              }}
            >
              Yes, confirm it
            </Button>
          </>
        )}
      </Stack>
    </AuthCard>
  )
}
