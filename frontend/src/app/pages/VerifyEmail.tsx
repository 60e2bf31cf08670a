/** The route of a link that confirms an address. */
import { getRouteApi } from '@tanstack/react-router'
import { VerifyEmailPage } from '@/features/accounts/VerifyEmailPage'

const route = getRouteApi('/verify-email/$key')

export default function VerifyEmail() {
  const { key } = route.useParams()
  return <VerifyEmailPage key={key} emailKey={key} />
}
