/** The route of a contact. */
import { getRouteApi } from '@tanstack/react-router'
import { ContactPage } from '@/features/contacts/ContactPage'
import { NotFoundPage } from '../NotFoundPage'
import { readId } from '../read-id'

const route = getRouteApi('/app/contacts/$contactId')

export default function Contact() {
  const id = readId(route.useParams().contactId)
  return id === null ? <NotFoundPage /> : <ContactPage key={id} contactId={id} />
}
