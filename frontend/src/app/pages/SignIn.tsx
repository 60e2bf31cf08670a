/** The route of the sign-in page. */
import { useRouter } from '@tanstack/react-router'
import { SignInPage } from '@/features/accounts/SignInPage'

export default function SignIn() {
  const router = useRouter()
  // The guard of the public pages leads on to where the person wanted to go.
  return <SignInPage onSignedIn={() => void router.invalidate()} />
}
