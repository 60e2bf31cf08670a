/** The form of signing in and signing up. */
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { ProblemAlert } from '@/components/ProblemAlert'
import { asProblem } from '@/api/problem'
import { formErrors } from '@/lib/form-errors'
import type { Credentials, SignInOutcome } from './allauth'

interface CredentialsFormProps {
  action: string
  passwordAutoComplete: 'current-password' | 'new-password'
  passwordHint?: string
  submit: (credentials: Credentials) => Promise<SignInOutcome>
  onSignedIn: () => void
  error: unknown
  isPending: boolean
  outcome: SignInOutcome | undefined
}

const fields = ['email', 'password'] as const

const pendingTexts: Record<string, string> = {
  verify_email: 'Almost there: open the link in the mail that we have just sent you, then sign in.',
  mfa_authenticate: 'This account needs a second factor, which this page does not offer yet.',
}

/** E-mail and password, with the server's complaints at the fields. */
export function CredentialsForm(props: CredentialsFormProps) {
  const form = useForm<Credentials>({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : 'Enter your e-mail address.'),
      password: (value) => (value ? null : 'Enter a password.'),
    },
    onSubmitPreventDefault: 'always',
  })

  const submit = async (values: Credentials) => {
    try {
      const outcome = await props.submit(values)
      if (outcome.state === 'signed-in') props.onSignedIn()
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
        {props.outcome?.state === 'pending' && (
          <Alert role="status">
            {pendingTexts[props.outcome.flow] ?? 'One more step is needed before you can sign in.'}
          </Alert>
        )}
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          name="password"
          description={props.passwordHint}
          autoComplete={props.passwordAutoComplete}
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={props.isPending} fullWidth mt="xs">
          {props.action}
        </Button>
      </Stack>
    </form>
  )
}
