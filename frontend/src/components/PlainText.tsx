/** Texts that people or sources wrote. */
import { Box, Text, Title } from '@mantine/core'

interface PlainTextProps {
  title: string
  text: string
  /** Stands in place of an empty text; without it an empty text shows nothing at all. */
  fallback?: string
}

/** A titled text with its line breaks kept; never read as HTML. */
export function PlainText({ title, text, fallback }: PlainTextProps) {
  if (!text && fallback === undefined) return null
  return (
    <Box component="section">
      <Title order={2} mb={4}>
        {title}
      </Title>
      {text ? <Text style={{ whiteSpace: 'pre-wrap' }}>{text}</Text> : <Text c="dimmed">{fallback}</Text>}
    </Box>
  )
}
