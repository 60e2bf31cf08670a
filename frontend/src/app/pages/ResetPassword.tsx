/** The route of a link for a new password. */
import { getRouteApi } from '@tanstack/react-router'
import { ResetPasswordPage } from '@/features/accounts/ResetPasswordPage'

const route = getRouteApi('/reset-password/$key')

export default function ResetPassword() {
  const { key } = route.useParams()
  return <ResetPasswordPage key={key} resetKey={key} />
}
