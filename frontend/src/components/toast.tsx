/** Short messages at the edge of the page, announced politely by the region in the shell. */
import { Button, Code, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Check, CircleAlert } from 'lucide-react'
import { useRef } from 'react'
import { asProblem } from '@/api/problem'
import { randomKey } from '@/lib/random-key'

/** Long enough to read and to reach the button by keyboard. */
const undoMilliseconds = 12_000
/** As many messages stand on the page; more wait. */
export const shownAtOnce = 3

/** What the messages on the page offer to take back, the latest last. */
const undoable = new Map<string, () => void>()

/** Takes back what the latest message on the page offers to; nothing where there is none. */
export function undoLatest() {
  ;[...undoable.values()].at(-1)?.()
}

/** Says that something worked; with `onUndo` it offers to take it back. */
export function toastSuccess(message: string, onUndo?: () => void) {
  const id = randomKey()
  const undo = () => {
    notifications.hide(id)
    onUndo?.()
  }
  if (onUndo) {
    // One more than there is room for would wait until the others are gone, and its Undo with it.
    const [oldest] = undoable.keys()
    if (oldest !== undefined && undoable.size >= shownAtOnce) notifications.hide(oldest)
    undoable.set(id, undo)
  }
  notifications.show({
    id,
    onClose: () => {
      undoable.delete(id)
    },
    // The region around it is live already: a role of its own would be read twice.
    role: 'group',
    color: 'pine',
    icon: <Check size={16} aria-hidden />,
    autoClose: onUndo ? undoMilliseconds : 5000,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: onUndo ? (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{message}</span>
        <UndoButton onPress={undo} />
      </Group>
    ) : (
      message
    ),
  })
}

/** Goes with its message when it is pressed; the focus goes back to where it came from, or to the page's heading. */
function UndoButton({ onPress }: { onPress: () => void }) {
  const before = useRef<EventTarget | null>(null)
  return (
    <Button
      size="compact-sm"
      variant="light"
      flex="none"
      title="Ctrl Z"
      aria-keyshortcuts="Control+Z Meta+Z"
      onFocus={(event) => {
        before.current = event.relatedTarget
      }}
      onClick={() => {
        const place = before.current
        const isThere = place instanceof HTMLElement && place.isConnected
        const next = isThere ? place : document.querySelector<HTMLElement>('main h1')
        next?.focus({ preventScroll: true })
        onPress()
      }}
    >
      Undo
    </Button>
  )
}

/** Says that a file is there, with a link that downloads it. */
export function toastFile(message: string, href: string) {
  const id = randomKey()
  notifications.show({
    id,
    role: 'group',
    color: 'pine',
    icon: <Check size={16} aria-hidden />,
    autoClose: undoMilliseconds,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{message}</span>
        <Button
          component="a"
          href={href}
          download
          size="compact-sm"
          variant="light"
          flex="none"
          onClick={() => {
            notifications.hide(id)
          }}
        >
          Download
        </Button>
      </Group>
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
