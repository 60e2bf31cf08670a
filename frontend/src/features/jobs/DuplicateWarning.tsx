/** What a posting that was just added may repeat. */
import { Alert, List } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { CopyCheck } from 'lucide-react'
import type { Duplicate } from '@/api/types'
import { LinkAnchor } from '@/components/Links'

const reasons = { same_url: 'the same address', same_role: 'the same role' }

/** Those that the posting of this page may repeat; nothing where there is none. */
export function DuplicateWarning() {
  // Told once, with the answer to adding it; the entry of the browser's history keeps it.
  const duplicates = useRouterState({ select: ({ location }) => location.state.duplicates })
  return <DuplicateList duplicates={duplicates ?? []} />
}

/** Links to each older posting and to the application to it; nothing where there is none. */
export function DuplicateList({ duplicates }: { duplicates: readonly Duplicate[] }) {
  if (duplicates.length === 0) return null
  return (
    <Alert
      color="yellow"
      role="status"
      icon={<CopyCheck size={18} aria-hidden />}
      title="You may have this posting already"
      mb="md"
    >
      <List size="sm" spacing={4}>
        {duplicates.map(({ id, title, company, reason, application, message }) => (
          <List.Item key={id}>
            <LinkAnchor to="/jobs/$jobId" params={{ jobId: String(id) }} inherit underline="always">
              {title}, {company}
            </LinkAnchor>{' '}
            has {reasons[reason]}.{' '}
            {application && (
              <LinkAnchor
                to="/applications/$applicationId"
                params={{ applicationId: String(application.id) }}
                inherit
                underline="always"
              >
                {message}
              </LinkAnchor>
            )}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
