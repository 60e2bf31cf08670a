/** Setting up an authenticator app. */
import { Button, Code, Group, List, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useRef } from 'react'
import { asProblem } from '@/api/problem'
import { CopyButton } from '@/components/CopyButton'
import { ProblemAlert } from '@/components/ProblemAlert'
import { QrCode } from '@/components/QrCode'
import { toastSuccess } from '@/components/toast'
import { formErrors } from '@/lib/form-errors'
import type { TotpSecret } from './allauth'
import { CodeInput } from './CodeInput'
import { useActivateTotp, useTotpSecret } from './queries'

/** First a button; then the secret as a QR code and as text, and a code from the app to prove that it works. */
export function TotpSetup({ onActivated }: { onActivated: () => void }) {
  const secret = useTotpSecret()
  if (secret.data) return <TotpActivation secret={secret.data} onActivated={onActivated} />
  return (
    <>
      {secret.error !== null && <ProblemAlert error={secret.error} />}
      <Text size="sm">
        Whoever learns your password can still not sign in without your phone. You need an authenticator app
        on it: any that knows time-based codes will do.
      </Text>
      <Group>
        <Button
          loading={secret.isPending}
          onClick={() => {
            secret.mutate()
          }}
        >
          Set up
        </Button>
      </Group>
    </>
  )
}

const fields = ['code'] as const

function TotpActivation({ secret, onActivated }: { secret: TotpSecret; onActivated: () => void }) {
  const activate = useActivateTotp()
  const steps = useRef<HTMLFormElement>(null)
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim() ? null : 'Enter the code that the app shows.') },
  })
  const complaints = activate.error ? formErrors(asProblem(activate.error), fields) : null

  // The button that was pressed is gone.
  useEffect(() => {
    steps.current?.focus()
  }, [])

  const submit = async ({ code }: typeof form.values) => {
    try {
      await activate.mutateAsync(code.trim())
      toastSuccess('Two-factor sign-in is on.')
      onActivated()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
      form.getInputNode('code')?.focus()
    }
  }

  return (
    <form
      ref={steps}
      tabIndex={-1}
      style={{ outline: 'none' }}
      noValidate
      aria-label="Set up the app"
      onSubmit={form.onSubmit(submit)}
    >
      <Stack>
        {complaints !== null && complaints.fields.code === undefined && (
          <ProblemAlert error={activate.error} title="It is not on yet" details={complaints.rest} />
        )}
        <List type="ordered" size="sm" spacing="xs">
          <List.Item>Open the app and add an account.</List.Item>
          <List.Item>Scan this picture, or type the key under it.</List.Item>
          <List.Item>Enter the code that the app shows then.</List.Item>
        </List>
        <QrCode text={secret.url} label="QR code for the authenticator app; the key under it says the same" />
        <Group gap="xs">
          <Code data-testid="totp-secret">{secret.secret.match(/.{1,4}/g)?.join(' ')}</Code>
          <CopyButton text={secret.secret} label="Copy the key" />
        </Group>
        <CodeInput
          description="Six digits from the app"
          inputMode="numeric"
          maw={240}
          {...form.getInputProps('code')}
        />
        <Group>
          <Button type="submit" loading={activate.isPending}>
            Switch on
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
