/** The address that another calendar reads, told this once. */
import { Alert, Anchor, Button, Code, Group, Modal, Stack } from '@mantine/core'
import { CopyButton } from '@/components/CopyButton'
import { toWebcal } from './feed-values'

interface FeedAddressDialogProps {
  name: string
  url: string
  onClose: () => void
}

/** Shows the address until the person closes it by its button. */
export function FeedAddressDialog({ name, url, onClose }: FeedAddressDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Address of “${name}”`}
      // A stray click must not take it away.
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <Alert color="yellow" role="status" title="Copy it now">
          This is the only time that it is shown. Whoever has it reads these dates, without signing in.
        </Alert>
        <Code block data-testid="feed-url" style={{ whiteSpace: 'pre-wrap' }}>
          {url}
        </Code>
        <Group justify="space-between">
          <Group gap="xs">
            <CopyButton text={url} label="Copy the address" />
            <Anchor size="sm" href={toWebcal(url)}>
              Open in this device’s calendar
            </Anchor>
          </Group>
          <Button onClick={onClose} data-autofocus>
            I have kept it
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
