/** A posting's address, to be read. */
import { Button, Group, Paper, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { asProblem } from '@/api/problem'
import { LinkAnchor } from '@/components/Links'
import { ProblemAlert } from '@/components/ProblemAlert'
import { safeHref } from '@/lib/safe-link'

interface LinkFormProps {
  /** Reads the address. */
  onRead: (url: string) => Promise<unknown>
  error: unknown
  isReading: boolean
  /** True where the person came to paste an address. */
  hasFocus: boolean
}

/** Takes an address; complaints about it stand under it. */
export function LinkForm({ onRead, error, isReading, hasFocus }: LinkFormProps) {
  const form = useForm({
    initialValues: { url: '' },
    validate: {
      url: (value) =>
        safeHref(value.trim()) === null ? 'Enter an address that begins with http:// or https://.' : null,
    },
  })
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // After the shell has put the focus on the heading of the page.
    const timer = hasFocus ? setTimeout(() => field.current?.focus(), 50) : undefined
    return () => {
      clearTimeout(timer)
    }
  }, [hasFocus])
  const atField =
    error === null
      ? undefined
      : asProblem(error)
          .fields.url?.map(({ message }) => message)
          .join(' ')

  return (
    <Paper
      p="md"
      mb="lg"
      component="form"
      noValidate
      aria-label="Add by link"
      onSubmit={form.onSubmit(({ url }) => onRead(url.trim()))}
    >
      {error !== null && atField === undefined && (
        <ProblemAlert error={error} title="The page was not read" />
      )}
      <Group align="flex-start" gap="sm">
        <TextInput
          ref={field}
          flex="1 1 260px"
          label="Fill in from a link"
          type="url"
          placeholder="https://…"
          {...form.getInputProps('url')}
          error={form.errors.url ?? atField}
        />
        <Button
          type="submit"
          mt={{ base: 0, xs: 24 }}
          leftSection={<Link2 size={16} aria-hidden />}
          loading={isReading}
        >
          Fill in
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        Nothing is kept before you add it. For pages behind a sign-in there is a{' '}
        <LinkAnchor to="/settings/capture" inherit underline="always">
          bookmark
        </LinkAnchor>
        .
      </Text>
    </Paper>
  )
}
