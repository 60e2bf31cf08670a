/** What stands in place of a page that failed. */
import { Button, Container, Group } from '@mantine/core'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'

/** Shows the failure, and ways on: drawing the page again, or loading the application afresh. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <Container size="sm" py="xl">
      <PageHeader title="Something went wrong" />
      <ProblemAlert error={error} />
      <Group mt="md">
        <Button
          onClick={() => {
            reset()
            void router.invalidate()
          }}
        >
          Try again
        </Button>
        <Button
          variant="default"
          onClick={() => {
            // Also helps after an update of the server, when the code of a page has a new name.
            location.reload()
          }}
        >
          Reload
        </Button>
      </Group>
    </Container>
  )
}
