/** Changing the password. */
import { Button, Group, Paper, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { asProblem } from '@/api/problem'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastSuccess } from '@/components/toast'
import { formErrors } from '@/lib/form-errors'
import { NewPasswordField, PasswordField } from './PasswordField'
import { profileQuery, useChangePassword } from './queries'

const fields = ['current_password', 'new_password'] as const

/** The present password and a new one. */
export function PasswordPage() {
  const change = useChangePassword()
  const profile = useQuery(profileQuery)
  const form = useForm({
    initialValues: { current_password: '', new_password: '' },
    validate: {
      current_password: (value) => (value ? null : 'Enter your present password.'),
      new_password: (value) => (value ? null : 'Enter a new password.'),
    },
  })
  const complaints = change.error ? formErrors(asProblem(change.error), fields) : null

  const focusFirst = (errors: Partial<Record<string, unknown>>) => {
    const first = fields.find((field) => errors[field])
    if (first) form.getInputNode(first)?.focus()
  }
  const submit = async (values: typeof form.values) => {
    try {
      await change.mutateAsync(values)
      form.reset()
      toastSuccess('Password changed.')
    } catch (error) {
      const found = formErrors(asProblem(error), fields).fields
      form.setErrors(found)
      focusFirst(found)
    }
  }

  return (
    <>
      <PageHeader
        title="Password"
        description="Changing it signs you out everywhere else; here you stay signed in."
      />
      <Paper p="lg" component="form" noValidate onSubmit={form.onSubmit(submit, focusFirst)}>
        <Stack maw={400}>
          {complaints !== null && Object.keys(complaints.fields).length === 0 && (
            <ProblemAlert
              error={change.error}
              title="The password was not changed"
              details={complaints.rest}
            />
          )}
          {/* Tells password managers whose password this is. */}
          <input type="email" autoComplete="username" value={profile.data?.email ?? ''} readOnly hidden />
          <PasswordField label="Present password" {...form.getInputProps('current_password')} />
          <NewPasswordField {...form.getInputProps('new_password')} />
          <Group>
            <Button type="submit" loading={change.isPending}>
              Change password
            </Button>
          </Group>
        </Stack>
      </Paper>
    </>
  )
}
