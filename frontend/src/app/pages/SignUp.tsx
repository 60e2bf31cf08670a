/** The route of the sign-up page. */
import { useRouter } from '@tanstack/react-router'
import { SignUpPage } from '@/features/accounts/SignUpPage'

export default function SignUp() {
  const router = useRouter()
  // The guard of the public pages leads on to the first page of the application.
  return <SignUpPage onSignedIn={() => void router.invalidate()} />
}
