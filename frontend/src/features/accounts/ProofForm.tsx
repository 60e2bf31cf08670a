/** The form in the dialogue that asks whether it is still the same person. */
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { ProblemAlert } from '@/components/ProblemAlert'
import { formErrors } from '@/lib/form-errors'
import { prove, type Proof } from './allauth'
import { CodeInput } from './CodeInput'
import { PasswordField } from './PasswordField'

interface ProofFormProps {
  /** The ways that this person has, the preferred one first. */
  proofs: readonly Proof[]
  onProven: () => void
  onCancel: () => void
}

const fields = ['password', 'code'] as const

/** Takes the password, or a code where the person has that choice. */
export function ProofForm({ proofs, onProven, onCancel }: ProofFormProps) {
  const [how, setHow] = useState<Proof>(proofs[0] ?? 'password')
  const proving = useMutation({ mutationFn: (value: string) => prove(how, value) })
  const form = useForm({
    initialValues: { password: '', code: '' },
    validate: {
      password: (value) => (how === 'code' || value ? null : 'Enter your password.'),
      code: (value) => (how === 'password' || value.trim() ? null : 'Enter a code.'),
    },
  })
  const other = proofs.find((proof) => proof !== how)
  const complaints = proving.error ? formErrors(asProblem(proving.error), fields) : null

  const submit = async (values: typeof form.values) => {
    try {
      await proving.mutateAsync(how === 'code' ? values.code.trim() : values.password)
      onProven()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
      form.getInputNode(how)?.focus()
    }
  }

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        {complaints !== null && Object.keys(complaints.fields).length === 0 && (
          <ProblemAlert error={proving.error} details={complaints.rest} />
        )}
        <Text size="sm">Before this goes on, please confirm that it is you.</Text>
        {how === 'password' ? (
          <PasswordField key="password" data-autofocus {...form.getInputProps('password')} />
        ) : (
          <CodeInput key="code" data-autofocus {...form.getInputProps('code')} />
        )}
        {other !== undefined && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            ta="start"
            underline="always"
            onClick={() => {
              setHow(other)
            }}
          >
            {other === 'code' ? 'Use a code instead' : 'Use the password instead'}
          </Anchor>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={proving.isPending}>
            Confirm
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
