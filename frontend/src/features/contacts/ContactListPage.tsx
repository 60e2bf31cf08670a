/** The people whom one knows or talked to on the search. */
import { Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Contact as ContactIcon, Plus, SearchX } from 'lucide-react'
import type { ContactSummary } from '@/api/types'
import { EmptyMessage } from '@/components/EmptyMessage'
import { DaysAgo } from '@/components/Instant'
import { LinkAnchor } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { SearchBox } from '@/components/SearchBox'
import { toastSuccess } from '@/components/toast'
import { ContactDialog } from './ContactDialog'
import { ContactLines } from './ContactLines'
import { contactsQuery } from './queries'

const route = getRouteApi('/app/contacts')

/** Lists and searches them, and adds one. */
export function ContactListPage() {
  const { search = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const [isAdding, adding] = useDisclosure(false)
  const query = useInfiniteQuery(contactsQuery(search))
  const contacts = query.data?.pages.flatMap((page) => page.results) ?? []
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={adding.open}>
      Add a contact
    </Button>
  )

  return (
    <>
      <PageHeader
        title="Contacts"
        description="Recruiters, team leads, whoever you know or talked to."
        actions={add}
      />
      <Stack gap="md">
        <Group>
          <SearchBox
            label="Search contacts"
            placeholder="Name, company, e-mail, role"
            value={search}
            onChange={(value) => void navigate({ search: { search: value || undefined }, replace: true })}
          />
        </Group>
        {query.isPending && <LoadingRows height={84} count={5} />}
        {query.isLoadingError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && contacts.length === 0 && search === '' && (
          <EmptyMessage
            icon={<ContactIcon aria-hidden />}
            title="No contacts yet"
            text="Keep here who wrote to you, who interviewed you, and what was said."
          >
            {add}
          </EmptyMessage>
        )}
        {query.isSuccess && contacts.length === 0 && search !== '' && (
          <EmptyMessage
            icon={<SearchX aria-hidden />}
            title="Nobody matches"
            text="Names, companies, e-mail addresses and roles were searched."
          />
        )}
        {contacts.length > 0 && (
          <SimpleGrid
            component="ul"
            aria-label="Contacts"
            cols={{ base: 1, xs: 2, lg: 3 }}
            spacing="sm"
            m={0}
            p={0}
            style={{ listStyle: 'none' }}
          >
            {contacts.map((contact) => (
              <li key={contact.id}>
                <ContactCard contact={contact} />
              </li>
            ))}
          </SimpleGrid>
        )}
        {query.hasNextPage && (
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Load more
          </Button>
        )}
      </Stack>
      {isAdding && (
        <ContactDialog
          contact={null}
          onClose={adding.close}
          onSaved={({ id, name }) => {
            toastSuccess(`${name} added.`)
            void navigate({ to: '/contacts/$contactId', params: { contactId: String(id) }, search: {} })
          }}
        />
      )}
    </>
  )
}

function ContactCard({ contact }: { contact: ContactSummary }) {
  const { id, name, role, company, applications, last_activity_at } = contact
  const about = [role, company].filter(Boolean).join(', ')
  return (
    <Paper p="md" h="100%">
      <LinkAnchor to="/contacts/$contactId" params={{ contactId: String(id) }} fw={600}>
        {name}
      </LinkAnchor>
      {about !== '' && <Text size="sm">{about}</Text>}
      <ContactLines contact={contact} />
      <Text size="sm" c="dimmed" mt={4}>
        {applications.length === 1 ? '1 application' : `${applications.length} applications`}
        {last_activity_at !== null && (
          <>
            {' · last contact '}
            <DaysAgo at={last_activity_at} />
          </>
        )}
      </Text>
    </Paper>
  )
}
