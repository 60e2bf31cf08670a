/** The route of deleting the account, which leads to a goodbye. */
import { useNavigate } from '@tanstack/react-router'
import { DeleteAccountPage } from '@/features/accounts/DeleteAccountPage'

export default function DeleteAccount() {
  const navigate = useNavigate()
  return (
    <DeleteAccountPage
      onDeleted={() => void navigate({ to: '/sign-in', replace: true, state: { hasLeft: true } })}
    />
  )
}
