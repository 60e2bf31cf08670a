/** The form of signing in and signing up. */
import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { ProblemAlert } from '@/components/ProblemAlert'
import { asProblem } from '@/api/problem'
import { formErrors } from '@/lib/form-errors'
import type { Credentials, EntryOutcome } from './allauth'
import { PasswordField } from './PasswordField'

interface CredentialsFormProps {
  action: string
  /** The address to begin with, where it is known. */
  email?: string
  passwordAutoComplete: 'current-password' | 'new-password'
  passwordHint?: string
  submit: (credentials: Credentials) => Promise<EntryOutcome>
  onOutcome: (outcome: EntryOutcome) => void
  error: unknown
  isPending: boolean
  /** What is to be said above the fields, for example that a mail was sent. */
  notice: string | null
  /** Stands under the password. */
  children?: ReactNode
}

const fields = ['email', 'password'] as const

/** E-mail and password, with the server's complaints at the fields. */
export function CredentialsForm({ email = '', ...props }: CredentialsFormProps) {
  const form = useForm<Credentials>({
    mode: 'uncontrolled',
    initialValues: { email, password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : 'Enter your e-mail address.'),
      password: (value) => (value ? null : 'Enter a password.'),
    },
    onSubmitPreventDefault: 'always',
  })

  const submit = async (values: Credentials) => {
    try {
      props.onOutcome(await props.submit(values))
    } catch (error) {
      const complaints = formErrors(asProblem(error), fields).fields
      form.setErrors(complaints)
      const first = fields.find((field) => complaints[field] !== undefined)
      if (first) form.getInputNode(first)?.focus()
    }
  }

  const complaints = props.error ? formErrors(asProblem(props.error), fields) : null
  const shownAtFields = complaints !== null && Object.keys(complaints.fields).length > 0
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(submit, (errors) => {
        form.getInputNode(Object.keys(errors)[0] ?? '')?.focus()
      })}
    >
      <Stack>
        {complaints !== null && (!shownAtFields || complaints.rest.length > 0) && (
          <ProblemAlert error={props.error} />
        )}
        {props.notice !== null && <Alert role="status">{props.notice}</Alert>}
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <PasswordField
          name="password"
          description={props.passwordHint}
          autoComplete={props.passwordAutoComplete}
          required
          withAsterisk={false}
          data-autofocus={email !== '' || undefined}
          {...form.getInputProps('password')}
        />
        {props.children}
        <Button type="submit" loading={props.isPending} fullWidth mt="xs">
          {props.action}
        </Button>
      </Stack>
    </form>
  )
}
