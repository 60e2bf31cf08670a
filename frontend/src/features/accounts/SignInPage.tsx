/** Signing in. */
import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LinkAnchor } from '@/components/Links'
import { AuthCard } from './AuthCard'
import { signupOpenQuery } from './queries'
import { SignInForm } from './SignInForm'

interface SignInPageProps {
  /** True for somebody who has just deleted their account. */
  hasLeft: boolean
  onSignedIn: () => void
}

/** The sign-in page; offers signing up only where that is open. */
export function SignInPage({ hasLeft, onSignedIn }: SignInPageProps) {
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
      {hasLeft && (
        <Alert role="status" title="Goodbye" mb="md">
          Your account and everything in it are deleted. All the best for what comes next.
        </Alert>
      )}
      <SignInForm onSignedIn={onSignedIn}>
        <LinkAnchor to="/forgot-password" size="sm" underline="always">
          Forgot password?
        </LinkAnchor>
      </SignInForm>
    </AuthCard>
  )
}
