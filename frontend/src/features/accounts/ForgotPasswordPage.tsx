/** Asking for a link to set a new password. */
import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import { LinkAnchor } from '@/components/Links'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formErrors } from '@/lib/form-errors'
import { AuthCard } from './AuthCard'
import { useRequestPasswordReset } from './queries'

const fields = ['email'] as const

/** Takes an address; says the same whether there is an account with it or not. */
export function ForgotPasswordPage() {
  const request = useRequestPasswordReset()
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (value) => (value.includes('@') ? null : 'Enter your e-mail address.') },
  })
  const complaints = request.error ? formErrors(asProblem(request.error), fields) : null

  const submit = async ({ email }: typeof form.values) => {
    try {
      await request.mutateAsync(email.trim())
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
      form.getInputNode('email')?.focus()
    }
  }

  return (
    <AuthCard
      title="Forgot your password?"
      footer={
        <LinkAnchor to="/sign-in" underline="always">
          Back to signing in
        </LinkAnchor>
      }
    >
      {request.isSuccess ? (
        <Alert role="status" title="Look into your mail">
          If there is an account with the address {request.variables}, a link to set a new password is on its
          way to it. Nothing there after some minutes? Look among the unwanted mail too.
        </Alert>
      ) : (
        <form onSubmit={form.onSubmit(submit)} noValidate>
          <Stack>
            {complaints !== null && complaints.fields.email === undefined && (
              <ProblemAlert error={request.error} details={complaints.rest} />
            )}
            <Text size="sm">Enter your address, and we send you a link to set a new password.</Text>
            <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps('email')} />
            <Button type="submit" loading={request.isPending} fullWidth>
              Send the link
            </Button>
          </Stack>
        </form>
      )}
    </AuthCard>
  )
}
