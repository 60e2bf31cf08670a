/** Copying a text. */
import { Button, Text, VisuallyHidden } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Check, Copy } from 'lucide-react'

/** Puts a text into the clipboard and says so. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const { copy, copied, error } = useClipboard({ timeout: 4000 })
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        onClick={() => {
          copy(text)
        }}
      >
        {copied ? 'Copied' : label}
      </Button>
      <VisuallyHidden role="status">{copied && 'Copied.'}</VisuallyHidden>
      {error !== null && (
        // Browsers refuse it to pages that come over a plain connection.
        <Text size="xs" role="status">
          Copying does not work here: select the text instead.
        </Text>
      )}
    </>
  )
}
