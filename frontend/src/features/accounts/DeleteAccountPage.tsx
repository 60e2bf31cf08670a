/** Deleting the account. */
import { Alert, Button, Group, List, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { asProblem } from '@/api/problem'
import type { DeletionNotice } from '@/api/types'
import { LinkAnchor } from '@/components/Links'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formErrors } from '@/lib/form-errors'
import { PasswordField } from './PasswordField'
import { profileQuery, useConfirmDeletion, useRequestDeletion } from './queries'

/** Asks twice: for the password, and, with what would be lost before the eyes, for the address. */
export function DeleteAccountPage({ onDeleted }: { onDeleted: () => void }) {
  const request = useRequestDeletion()
  return (
    <>
      <PageHeader title="Delete account" description="Everything of yours goes with it, for good." />
      <Paper p="lg">
        <Text size="sm" mb="md">
          Before you go, take everything with you:{' '}
          <LinkAnchor to="/data" inherit underline="always">
            make a backup
          </LinkAnchor>{' '}
          and download it. It can be restored into another account.
        </Text>
        {request.data ? (
          <LastQuestion notice={request.data} onCancel={request.reset} onDeleted={onDeleted} />
        ) : (
          <PasswordQuestion request={request} />
        )}
      </Paper>
    </>
  )
}

const passwordFields = ['password'] as const

function PasswordQuestion({ request }: { request: ReturnType<typeof useRequestDeletion> }) {
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value ? null : 'Enter your password.') },
  })
  const complaints = request.error ? formErrors(asProblem(request.error), passwordFields) : null

  const submit = async ({ password }: typeof form.values) => {
    try {
      await request.mutateAsync(password)
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), passwordFields).fields)
      form.getInputNode('password')?.focus()
    }
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack maw={400}>
        {complaints !== null && complaints.fields.password === undefined && (
          <ProblemAlert error={request.error} details={complaints.rest} />
        )}
        <Text size="sm">
          First your password. Nothing is deleted yet: the next step shows what would be lost.
        </Text>
        <PasswordField {...form.getInputProps('password')} />
        <Group>
          <Button type="submit" color="red" variant="light" loading={request.isPending}>
            Go on
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface LastQuestionProps {
  notice: DeletionNotice
  onCancel: () => void
  onDeleted: () => void
}

function LastQuestion({ notice, onCancel, onDeleted }: LastQuestionProps) {
  const confirm = useConfirmDeletion()
  const profile = useQuery(profileQuery)
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useForm({ initialValues: { email: '' } })
  const email = profile.data?.email
  const isTyped = form.values.email.trim().toLowerCase() === email?.toLowerCase()

  // The field of the step before, which had the focus, is gone.
  useEffect(() => {
    heading.current?.focus()
  }, [])

  const submit = () => {
    if (isTyped) confirm.mutate(notice.confirmation, { onSuccess: onDeleted })
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack>
        <Title order={2} tabIndex={-1} ref={heading} style={{ outline: 'none' }}>
          This would be lost
        </Title>
        <Alert color="red" role="note" icon={<TriangleAlert size={18} aria-hidden />}>
          <List size="sm" aria-label="What would be lost">
            {notice.losses.map(({ name, count }) => (
              <List.Item key={name}>
                {inWords(name)}: {count}
              </List.Item>
            ))}
            <List.Item>The account itself, with its profile and its ways to sign in</List.Item>
          </List>
        </Alert>
        {confirm.error !== null && <ProblemAlert error={confirm.error} title="Nothing was deleted" />}
        <TextInput
          label="Your e-mail address"
          description={email && `Type ${email} to confirm`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maw={400}
          {...form.getInputProps('email')}
        />
        <Group>
          <Button type="submit" color="red" disabled={!isTyped} loading={confirm.isPending}>
            Delete my account for good
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** `status_changes` as "Status changes". */
function inWords(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
