/** Signing in, step by step: the password, then a code where the account asks for one. */
import { useState, type ReactNode } from 'react'
import type { EntryOutcome } from './allauth'
import { CredentialsForm } from './CredentialsForm'
import { useSignIn } from './queries'
import { SecondFactorForm } from './SecondFactorForm'

interface SignInFormProps {
  /** The address to begin with, where it is known. */
  email?: string
  /** Stands under the password. */
  children?: ReactNode
  onSignedIn: () => void
}

/** What is to be said when a step other than the code is left. */
const notices: Readonly<Record<string, string>> = {
  verify_email: 'Almost there: open the link in the mail that we have just sent you, then sign in.',
  login: 'That took too long. Please begin again with your password.',
}

/** Takes the person through the steps of signing in. */
export function SignInForm({ email, children, onSignedIn }: SignInFormProps) {
  const signIn = useSignIn()
  const [left, setLeft] = useState<string | null>(null)

  const goOn = (outcome: EntryOutcome) => {
    if (outcome.state === 'pending') {
      setLeft(outcome.flow)
      return
    }
    setLeft(null)
    onSignedIn()
  }

  if (left === 'mfa_authenticate') {
    return (
      <SecondFactorForm
        onOutcome={goOn}
        onBack={() => {
          setLeft(null)
        }}
      />
    )
  }
  return (
    <CredentialsForm
      action="Sign in"
      email={email}
      passwordAutoComplete="current-password"
      submit={signIn.mutateAsync}
      onOutcome={goOn}
      error={signIn.error}
      isPending={signIn.isPending}
      notice={left && (notices[left] ?? 'One more step is needed before you can sign in.')}
    >
      {children}
    </CredentialsForm>
  )
}
