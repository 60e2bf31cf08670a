/** One contact. */
import { Button, Grid, Group, List, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Pencil, Trash2 } from 'lucide-react'
import { pipeline } from '@/api/refresh'
import type { Contact } from '@/api/types'
import { BackLink } from '@/components/BackLink'
import { ExternalLink } from '@/components/ExternalLink'
import { LinkAnchor } from '@/components/Links'
import { Markdown } from '@/components/Markdown'
import { PageHeader } from '@/components/PageHeader'
import { Panel } from '@/components/Panel'
import { PanelRows } from '@/components/PanelRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { StatusBadge } from '@/components/StatusBadge'
import { toastSuccess } from '@/components/toast'
import { useAction } from '@/components/useAction'
import { ContactDialog } from './ContactDialog'
import { ContactLines } from './ContactLines'
import { LogEntry } from './LogEntry'
import { newLogValues } from './log-values'
import { LogForm } from './LogForm'
import { applicationOfContactQuery, contactQuery, deleteContact, logQuery, restoreContact } from './queries'

/** Who it is, how to reach them, their applications, and the log of what was said. */
export function ContactPage({ contactId }: { contactId: number }) {
  const query = useQuery(contactQuery(contactId))
  const back = <BackLink to="/contacts">All contacts</BackLink>
  if (query.isLoadingError || query.isPending) {
    return (
      <>
        <PageHeader title="Contact" above={back} />
        {query.isLoadingError ? (
          <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={320} />
        )}
      </>
    )
  }

  const contact = query.data
  const about = [contact.role, contact.company].filter(Boolean).join(', ')
  return (
    <>
      <PageHeader
        title={contact.name}
        above={back}
        description={
          <>
            {about}
            <ContactLines contact={contact} />
          </>
        }
        actions={<ContactActions contact={contact} />}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="md">
            <Panel title="Note or touch">
              <LogForm
                activity={null}
                initialValues={newLogValues('email', { contact })}
                asks={['application']}
              />
            </Panel>
            <Log contact={contact} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="md">
            <Panel title="About">
              {contact.links.length > 0 && (
                <List size="sm" listStyleType="none">
                  {contact.links.map((link) => (
                    <List.Item key={link}>
                      <ExternalLink address={link} label={link.replace(/^https?:\/\//, '')} />
                    </List.Item>
                  ))}
                </List>
              )}
              {contact.notes === '' ? (
                <Text size="sm" c="dimmed">
                  No notes.
                </Text>
              ) : (
                <Markdown text={contact.notes} />
              )}
            </Panel>
            <ApplicationsOf contact={contact} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  )
}

function ContactActions({ contact }: { contact: Contact }) {
  const [isEditing, editing] = useDisclosure(false)
  const run = useAction(pipeline)
  const navigate = useNavigate()

  const moveToTrash = async () => {
    const isDone = await run({
      send: () => deleteContact(contact.id),
      done: `${contact.name} moved to the trash.`,
      failed: 'The contact was not deleted',
      undo: () => restoreContact(contact.id),
    })
    if (isDone) void navigate({ to: '/contacts', search: {} })
  }

  return (
    <Group gap="xs">
      <Button variant="default" leftSection={<Pencil size={16} aria-hidden />} onClick={editing.open}>
        Edit
      </Button>
      <Button
        variant="default"
        leftSection={<Trash2 size={16} aria-hidden />}
        onClick={() => void moveToTrash()}
      >
        Delete
      </Button>
      {isEditing && (
        <ContactDialog
          contact={contact}
          onClose={editing.close}
          onSaved={() => {
            toastSuccess('Saved.')
          }}
        />
      )}
    </Group>
  )
}

function Log({ contact }: { contact: Contact }) {
  const log = useInfiniteQuery(logQuery(contact.id))
  return (
    <Panel title="Log">
      <PanelRows
        query={log}
        rows={log.data?.pages.flatMap((page) => page.results) ?? []}
        keyOf={({ id }) => id}
        empty="Nothing yet. Mails, calls and messages that you add stand here, the latest first."
        row={(activity) => <LogEntry activity={activity} place="contact" />}
        more={
          log.hasNextPage ? { load: () => log.fetchNextPage(), isLoading: log.isFetchingNextPage } : undefined
        }
      />
    </Panel>
  )
}

function ApplicationsOf({ contact }: { contact: Contact }) {
  const queries = useQueries({ queries: contact.applications.map(applicationOfContactQuery) })
  return (
    <Panel title="Applications">
      {contact.applications.length === 0 && (
        <Text size="sm" c="dimmed">
          None. Link the contact on the page of an application.
        </Text>
      )}
      <List size="sm" spacing="xs" listStyleType="none">
        {queries.map(({ data }, index) => (
          <List.Item key={contact.applications[index]}>
            {data ? (
              <Group gap="xs">
                <LinkAnchor
                  to="/applications/$applicationId"
                  params={{ applicationId: String(data.id) }}
                  inherit
                >
                  {data.job.title}, {data.job.company}
                </LinkAnchor>
                <StatusBadge status={data.status} />
              </Group>
            ) : (
              <Skeleton height={20} />
            )}
          </List.Item>
        ))}
      </List>
    </Panel>
  )
}
