/** Signing up. */
import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LinkAnchor } from '@/components/Links'
import { ProblemAlert } from '@/components/ProblemAlert'
import { AuthCard } from './AuthCard'
import { CredentialsForm } from './CredentialsForm'
import { passwordHint } from './PasswordField'
import { signupOpenQuery, useSignUp } from './queries'

const confirmByMail = 'Almost there: open the link in the mail that we have just sent you.'

/** The sign-up page; says so where signing up is closed. */
export function SignUpPage({ onSignedIn }: { onSignedIn: () => void }) {
  const signUp = useSignUp()
  const signupOpen = useQuery(signupOpenQuery)
  return (
    <AuthCard
      title="Create an account"
      footer={
        <>
          Have an account?{' '}
          <LinkAnchor to="/sign-in" underline="always">
            Sign in
          </LinkAnchor>
        </>
      }
    >
      {signupOpen.isPending && <Skeleton height={210} />}
      {signupOpen.isLoadingError && (
        <ProblemAlert error={signupOpen.error} onRetry={() => void signupOpen.refetch()} />
      )}
      {signupOpen.data === false && (
        <Text>This server takes no new accounts at the moment. Ask the person who runs it to add you.</Text>
      )}
      {signupOpen.data === true && (
        <CredentialsForm
          action="Create account"
          passwordAutoComplete="new-password"
          passwordHint={passwordHint}
          submit={signUp.mutateAsync}
          onOutcome={(outcome) => {
            if (outcome.state === 'signed-in') onSignedIn()
          }}
          error={signUp.error}
          isPending={signUp.isPending}
          notice={signUp.data?.state === 'pending' ? confirmByMail : null}
        />
      )}
    </AuthCard>
  )
}
