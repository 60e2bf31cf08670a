/** Signing in. */
import { useQuery } from '@tanstack/react-query'
import { LinkAnchor } from '@/components/Links'
import { AuthCard } from './AuthCard'
import { CredentialsForm } from './CredentialsForm'
import { signupOpenQuery, useSignIn } from './queries'

/** The sign-in page; offers signing up only where that is open. */
export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const signIn = useSignIn()
  const signupOpen = useQuery(signupOpenQuery)
  return (
    <AuthCard
      title="Sign in"
      footer={
        signupOpen.data === true ? (
          <>
            New here?{' '}
            <LinkAnchor to="/sign-up" underline="always">
              Create an account
            </LinkAnchor>
          </>
        ) : undefined
      }
    >
      <CredentialsForm
        action="Sign in"
        passwordAutoComplete="current-password"
        submit={signIn.mutateAsync}
        onSignedIn={onSignedIn}
        error={signIn.error}
        isPending={signIn.isPending}
        outcome={signIn.data}
      />
    </AuthCard>
  )
}
