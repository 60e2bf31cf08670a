/** The route of the sign-in page. */
import { useLocation, useRouter } from '@tanstack/react-router'
import { SignInPage } from '@/features/accounts/SignInPage'

export default function SignIn() {
  const router = useRouter()
  const hasLeft = useLocation({ select: ({ state }) => state.hasLeft === true })
  // The guard of the public pages leads on to where the person wanted to go.
  return <SignInPage hasLeft={hasLeft} onSignedIn={() => void router.invalidate()} />
}
