/** How somebody is reached. */
import { Anchor, Group } from '@mantine/core'
import { Mail, Phone } from 'lucide-react'
import type { ContactSummary } from '@/api/types'

/** Links that write a mail and call; nothing where neither is known. */
export function ContactLines({ contact }: { contact: Pick<ContactSummary, 'email' | 'phone'> }) {
  const { email, phone } = contact
  if (email === '' && phone === '') return null
  return (
    <Group gap="2px 12px">
      {email !== '' && (
        <Anchor size="sm" href={`mailto:${email}`}>
          <Mail size={13} aria-hidden /> {email}
        </Anchor>
      )}
      {phone !== '' && (
        <Anchor size="sm" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          <Phone size={13} aria-hidden /> {phone}
        </Anchor>
      )}
    </Group>
  )
}
