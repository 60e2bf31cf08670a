/** Making an API token. */
import { Alert, Button, Code, Group, Modal, NativeSelect, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { ApiToken } from '@/api/types'
import { CopyButton } from '@/components/CopyButton'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formErrors } from '@/lib/form-errors'
import { useCreateToken } from './queries'
import { expiryAfter, lifetimes, scopeLabels } from './token-values'

const fields = ['name', 'scope', 'expires_at'] as const

/** Asks for name, scope and lifetime; then shows the secret, this once, until the person closes it by its button. */
export function NewTokenDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const create = useCreateToken()
  const made = create.data
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={create.reset}
      title={made ? `Token “${made.name}”` : 'New token'}
      // A stray click must not take the secret away.
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      withCloseButton={!made}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {made ? (
        <Secret token={made.token} onClose={onClose} />
      ) : (
        <TokenForm create={create} onClose={onClose} />
      )}
    </Modal>
  )
}

interface TokenFormProps {
  create: ReturnType<typeof useCreateToken>
  onClose: () => void
}

function TokenForm({ create, onClose }: TokenFormProps) {
  const form = useForm({
    initialValues: { name: '', scope: 'read' as ApiToken['scope'], lifetime: '90' },
    validate: { name: (value) => (value.trim() ? null : 'Enter a name.') },
  })
  const complaints = create.error ? formErrors(asProblem(create.error), fields) : null

  const submit = async ({ name, scope, lifetime }: typeof form.values) => {
    const expires_at = expiryAfter(Number(lifetime), new Date())
    try {
      await create.mutateAsync({ name: name.trim(), scope, expires_at })
    } catch (error) {
      const { expires_at: lifetimeError, ...found } = formErrors(asProblem(error), fields).fields
      form.setErrors({ ...found, lifetime: lifetimeError })
    }
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack>
        {complaints !== null && (
          <ProblemAlert error={create.error} title="No token was made" details={complaints.rest} />
        )}
        <TextInput
          label="Name"
          description="What it is for, so that you know it again"
          data-autofocus
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <Radio.Group label="It may" {...form.getInputProps('scope')}>
          <Stack gap="xs" mt={4}>
            <Radio value="read" label={scopeLabels.read} />
            <Radio value="full" label={scopeLabels.full} />
          </Stack>
        </Radio.Group>
        <NativeSelect label="It works for" data={lifetimes} {...form.getInputProps('lifetime')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Make the token
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Secret({ token, onClose }: { token: string; onClose: () => void }) {
  return (
    <Stack>
      <Alert color="yellow" role="status" title="Copy it now">
        This is the only time that it is shown. Keep it like a password: whoever has it acts in your name.
      </Alert>
      <Code block data-testid="token" style={{ whiteSpace: 'pre-wrap' }}>
        {token}
      </Code>
      <Group justify="space-between">
        <Group gap="xs">
          <CopyButton text={token} label="Copy the token" />
        </Group>
        <Button onClick={onClose}>I have kept it</Button>
      </Group>
    </Stack>
  )
}
