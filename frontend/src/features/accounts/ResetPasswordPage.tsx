/** Setting a new password by the link out of a mail. */
import { Alert, Button, Skeleton, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { asProblem } from '@/api/problem'
import { LinkButton } from '@/components/Links'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formErrors } from '@/lib/form-errors'
import { AuthCard } from './AuthCard'
import { NewPasswordField } from './PasswordField'
import { resetKeyQuery, useResetPassword } from './queries'

/** Takes a new password where the link still works, and says so where it does not. */
export function ResetPasswordPage({ resetKey }: { resetKey: string }) {
  const works = useQuery(resetKeyQuery(resetKey))
  const reset = useResetPassword(resetKey)
  // The key may be used up between the look at it and the new password.
  const isUsedUp = reset.error !== null && asProblem(reset.error).fields.key !== undefined
  return (
    <AuthCard title="Set a new password">
      {works.isPending && <Skeleton height={150} />}
      {works.isLoadingError && <ProblemAlert error={works.error} onRetry={() => void works.refetch()} />}
      {works.data !== undefined && (
        <Stack>
          {reset.isSuccess && (
            <>
              <Alert role="status">Your new password is set. Sign in with it to go on.</Alert>
              <LinkButton to="/sign-in">Sign in</LinkButton>
            </>
          )}
          {!reset.isSuccess && (!works.data || isUsedUp) && (
            <>
              <Alert role="status" color="yellow" title="This link does not work any more">
                It works once and for a limited time. Ask for a new one.
              </Alert>
              <LinkButton to="/forgot-password">Ask for a new link</LinkButton>
            </>
          )}
          {!reset.isSuccess && works.data && !isUsedUp && <NewPasswordForm reset={reset} />}
        </Stack>
      )}
    </AuthCard>
  )
}

const fields = ['password'] as const

function NewPasswordForm({ reset }: { reset: ReturnType<typeof useResetPassword> }) {
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value ? null : 'Enter a new password.') },
  })
  const complaints = reset.error ? formErrors(asProblem(reset.error), fields) : null

  const submit = async ({ password }: typeof form.values) => {
    try {
      await reset.mutateAsync(password)
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
      form.getInputNode('password')?.focus()
    }
  }

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        {complaints !== null && complaints.fields.password === undefined && (
          <ProblemAlert error={reset.error} details={complaints.rest} />
        )}
        <NewPasswordField {...form.getInputProps('password')} />
        <Button type="submit" loading={reset.isPending} fullWidth>
          Set the password
        </Button>
      </Stack>
    </form>
  )
}
