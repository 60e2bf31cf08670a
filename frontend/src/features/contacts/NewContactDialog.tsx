/** Adding a contact from any page. */
import { toastSuccess } from '@/components/toast'
import { ContactDialog } from './ContactDialog'

/** The dialogue of a contact, which stays on the page that one is on. */
export function NewContactDialog({ onClose }: { onClose: () => void }) {
  return (
    <ContactDialog
      contact={null}
      onClose={onClose}
      onSaved={({ name }) => {
        toastSuccess(`${name} is among your contacts.`)
      }}
    />
  )
}
