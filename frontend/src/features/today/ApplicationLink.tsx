/** The application that a row of the page of today is about. */
import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ApplicationInBrief } from '@/api/types'
import { LinkAnchor } from '@/components/Links'
import { StatusBadge } from '@/components/StatusBadge'

interface ApplicationLinkProps {
  application: ApplicationInBrief
  /** A line of its own under the posting's title. */
  children?: ReactNode
}

/** Title, company and stage of an application, with a link to it. */
export function ApplicationLink({ application, children }: ApplicationLinkProps) {
  const { id, job, status } = application
  return (
    <>
      <Group gap={6} mih={24}>
        <LinkAnchor
          to="/applications/$applicationId"
          params={{ applicationId: String(id) }}
          size="sm"
          fw={600}
        >
          {job.title}
        </LinkAnchor>
        <StatusBadge status={status} />
      </Group>
      <Text size="sm" c="dimmed" component="div">
        {job.company}
        {children !== undefined && <> · {children}</>}
      </Text>
    </>
  )
}
