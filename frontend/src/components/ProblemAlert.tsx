/** Errors as people see them. */
import { Alert, Button, Code, Group, List, Text } from '@mantine/core'
import { CircleAlert } from 'lucide-react'
import { asProblem } from '@/api/problem'

interface ProblemAlertProps {
  error: unknown
  title?: string
  /** Further complaints that no field of a form shows. */
  details?: readonly string[]
  onRetry?: () => void
}

/** An error's message with its request id, and a button to try again where that can help. */
export function ProblemAlert({ error, title, details = [], onRetry }: ProblemAlertProps) {
  const problem = asProblem(error)
  // A refusal stays one, however often it is asked for.
  const canRetry =
    onRetry !== undefined && (problem.status < 400 || problem.status === 429 || problem.status >= 500)
  return (
    <Alert
      color="red"
      role="alert"
      icon={<CircleAlert size={18} aria-hidden />}
      title={title ?? (problem.status === 404 ? 'Not found' : 'That did not work')}
      data-testid="problem"
    >
      <Text size="sm">{problem.message}</Text>
      {details.length > 0 && (
        <List size="sm" mt={4}>
          {details.map((detail) => (
            <List.Item key={detail}>{detail}</List.Item>
          ))}
        </List>
      )}
      {(problem.requestId !== null || canRetry) && (
        <Group mt="xs" gap="sm">
          {canRetry && (
            <Button size="xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          {problem.requestId !== null && (
            <Text size="xs">
              Request id: <Code>{problem.requestId}</Code>
            </Text>
          )}
        </Group>
      )}
    </Alert>
  )
}
