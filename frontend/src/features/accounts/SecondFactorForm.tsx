/** The second step of signing in. */
import { Button, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formErrors } from '@/lib/form-errors'
import type { EntryOutcome } from './allauth'
import { CodeInput } from './CodeInput'
import { useEnterCode } from './queries'

interface SecondFactorFormProps {
  onOutcome: (outcome: EntryOutcome) => void
  onBack: () => void
}

const fields = ['code'] as const

/** The field of the step before, which had the focus, is gone. */
function focus(input: HTMLInputElement | null) {
  input?.focus()
}

/** Takes a code from the app, or a recovery code. */
export function SecondFactorForm({ onOutcome, onBack }: SecondFactorFormProps) {
  const enterCode = useEnterCode()
  const form = useForm({
    initialValues: { code: '' },
    validate: { code: (value) => (value.trim() ? null : 'Enter a code.') },
  })
  const complaints = enterCode.error ? formErrors(asProblem(enterCode.error), fields) : null

  const submit = async ({ code }: typeof form.values) => {
    try {
      onOutcome(await enterCode.mutateAsync(code.trim()))
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
      form.getInputNode('code')?.focus()
    }
  }

  return (
    <form noValidate onSubmit={form.onSubmit(submit)} aria-label="Second step">
      <Stack>
        {complaints !== null && complaints.fields.code === undefined && (
          <ProblemAlert error={enterCode.error} details={complaints.rest} />
        )}
        <Text size="sm" role="status">
          Your password is right. This account asks for a code as well.
        </Text>
        <CodeInput ref={focus} {...form.getInputProps('code')} />
        <Button type="submit" loading={enterCode.isPending} fullWidth>
          Sign in
        </Button>
        <Button variant="subtle" onClick={onBack} fullWidth>
          Back
        </Button>
      </Stack>
    </form>
  )
}
