/** Signing up. */
import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LinkAnchor } from '@/components/Links'
import { ProblemAlert } from '@/components/ProblemAlert'
import { AuthCard } from './AuthCard'
import { CredentialsForm } from './CredentialsForm'
import { signupOpenQuery, useSignUp } from './queries'

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
          passwordHint="At least 10 characters, and not a common password."
          submit={signUp.mutateAsync}
          onSignedIn={onSignedIn}
          error={signUp.error}
          isPending={signUp.isPending}
          outcome={signUp.data}
        />
      )}
    </AuthCard>
  )
}
