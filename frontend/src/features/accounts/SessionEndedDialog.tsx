/** Signing in again without leaving the page. */
import { Modal, Stack, Text } from '@mantine/core'
import type { FocusEvent } from 'react'
import { SignInForm } from './SignInForm'

const stay = () => undefined

interface SessionEndedDialogProps {
  opened: boolean
  /** The address of the person whose page it is. */
  email: string
}

/** Lies over the page, with what was typed there, until its person is signed in again. */
export function SessionEndedDialog({ opened, email }: SessionEndedDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={stay}
      title="You have been signed out"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      // Over another dialogue, which may be the place where something was typed.
      zIndex={300}
      onFocusCapture={keepEscapeHere}
    >
      <Stack>
        <Text size="sm">
          Sign in again to go on: what you typed on this page is still there. If you sign in as somebody else,
          the page starts afresh.
        </Text>
        <SignInForm email={email} onSignedIn={stay} />
      </Stack>
    </Modal>
  )
}

/** Escape would close a dialogue underneath, which listens on the window; it leaves marked elements alone. */
function keepEscapeHere({ target }: FocusEvent) {
  target.setAttribute('data-mantine-stop-propagation', 'true')
}
