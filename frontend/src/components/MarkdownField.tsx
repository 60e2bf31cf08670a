/** Writing texts that `Markdown` shows. */
import { Textarea, type TextareaProps } from '@mantine/core'

/** The longest text that the API takes. */
const longest = 50_000

/** A field that grows with its text, and says that Markdown works. */
export function MarkdownField(props: TextareaProps) {
  return (
    <Textarea
      description="Markdown works: **bold**, lists, links."
      autosize
      minRows={3}
      maxRows={16}
      maxLength={longest}
      {...props}
    />
  )
}
