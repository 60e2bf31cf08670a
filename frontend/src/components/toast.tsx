/** Short messages at the edge of the page, announced politely by the region in the shell. */
import { Button, Code, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Check, CircleAlert } from 'lucide-react'
import { asProblem } from '@/api/problem'

/** Long enough to read and to reach the button by keyboard. */
const undoMilliseconds = 12_000

/** Says that something worked; with `onUndo` it offers to take it back. */
export function toastSuccess(message: string, onUndo?: () => void) {
  const undo = () => {
    notifications.hide(id)
    onUndo?.()
  }
  const id = notifications.show({
    // The region around it is live already: a role of its own would be read twice.
    role: 'group',
    color: 'pine',
    icon: <Check size={16} aria-hidden />,
    autoClose: onUndo ? undoMilliseconds : 5000,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: onUndo ? (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{message}</span>
        <Button size="compact-sm" variant="light" onClick={undo} flex="none">
          Undo
        </Button>
      </Group>
    ) : (
      message
    ),
  })
}

/** Says that something failed, with the request id. */
export function toastProblem(error: unknown, title: string) {
  const problem = asProblem(error)
  notifications.show({
    role: 'group',
    color: 'red',
    icon: <CircleAlert size={16} aria-hidden />,
    title,
    autoClose: 10_000,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: (
      <>
        {problem.message}
        {problem.requestId !== null && (
          <Text size="xs" mt={4}>
            Request id: <Code>{problem.requestId}</Code>
          </Text>
        )}
      </>
    ),
  })
}
