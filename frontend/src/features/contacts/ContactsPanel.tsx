/** The people that an application has to do with. */
import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Plus, Unlink } from 'lucide-react'
import { pipeline } from '@/api/refresh'
import type { Application, ContactSummary } from '@/api/types'
import { LinkAnchor } from '@/components/Links'
import { Panel } from '@/components/Panel'
import { PanelRows } from '@/components/PanelRows'
import { ContactSelect } from '@/components/RowSelect'
import { toastSuccess } from '@/components/toast'
import { useAction } from '@/components/useAction'
import { ContactDialog } from './ContactDialog'
import { ContactLines } from './ContactLines'
import { contactsOfQuery, linkContact, unlinkContact } from './queries'

/** Lists them, links further ones and new ones, and unlinks with Undo. */
export function ContactsPanel({ application }: { application: Application }) {
  const query = useQuery(contactsOfQuery(application.id))
  const [isAdding, adding] = useDisclosure(false)
  const run = useAction(pipeline)
  const rows = query.data?.results ?? []

  const link = (id: number) =>
    run({
      send: () => linkContact(id, application.id),
      done: 'Contact linked.',
      failed: 'The contact was not linked',
      undo: () => unlinkContact(id, application.id),
    })

  return (
    <Panel
      title="Contacts"
      action={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={adding.open}
        >
          New contact
        </Button>
      }
    >
      <PanelRows
        query={query}
        rows={rows}
        keyOf={({ id }) => id}
        empty="Nobody yet. Recruiters, team leads, whoever you talk to."
        row={(contact) => (
          <LinkedContact
            contact={contact}
            onUnlink={() =>
              void run({
                send: () => unlinkContact(contact.id, application.id),
                done: `${contact.name} unlinked.`,
                failed: 'The contact was not unlinked',
                undo: () => linkContact(contact.id, application.id),
              })
            }
          />
        )}
      />
      <ContactSelect
        // Empty again after each that was linked.
        key={rows.length}
        label="Link a contact"
        hideLabel
        placeholder="Link somebody you know…"
        onChange={(contact) => {
          if (contact) void link(contact.id)
        }}
      />
      {isAdding && (
        <ContactDialog
          contact={null}
          proposal={{ company: application.job.company }}
          onClose={adding.close}
          onSaved={async (contact) => {
            if (await link(contact.id)) return
            toastSuccess(`${contact.name} is among your contacts.`)
          }}
        />
      )}
    </Panel>
  )
}

interface LinkedContactProps {
  contact: ContactSummary
  onUnlink: () => void
}

function LinkedContact({ contact, onUnlink }: LinkedContactProps) {
  const about = [contact.role, contact.company].filter(Boolean).join(', ')
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <LinkAnchor to="/contacts/$contactId" params={{ contactId: String(contact.id) }} size="sm" fw={600}>
          {contact.name}
        </LinkAnchor>
        {about !== '' && (
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        )}
        <ContactLines contact={contact} />
      </div>
      <ActionIcon variant="subtle" color="gray" aria-label={`Unlink ${contact.name}`} onClick={onUnlink}>
        <Unlink size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
