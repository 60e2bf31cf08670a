/** Addresses that lead nowhere. */
import { Compass } from 'lucide-react'
import { Container } from '@mantine/core'
import { EmptyMessage } from '@/components/EmptyMessage'
import { LinkButton } from '@/components/Links'
import { PageHeader } from '@/components/PageHeader'

/** Says that there is no such page. */
export function NotFoundPage() {
  return (
    <Container size="sm" py="xl">
      <PageHeader title="Page not found" />
      <EmptyMessage
        icon={<Compass aria-hidden />}
        title="Nothing here"
        text="This address leads nowhere in Jobtracker."
      >
        <LinkButton to="/jobs">Go to the jobs</LinkButton>
      </EmptyMessage>
    </Container>
  )
}
