/** A form in a dialogue. */
import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode, SubmitEventHandler } from 'react'
import { asProblem } from '@/api/problem'
import { formErrors } from '@/lib/form-errors'
import { ProblemAlert } from './ProblemAlert'
import { useReturnFocus } from './useReturnFocus'

interface FormDialogProps {
  title: string
  /** What the button says. */
  submit: string
  /** What the button says that leaves everything as it is. */
  leave?: string
  size?: 'md' | 'lg'
  /** The field names that show complaints of their own. */
  fields: readonly string[]
  error: unknown
  isSaving: boolean
  onSubmit: SubmitEventHandler<HTMLFormElement>
  onClose: () => void
  children: ReactNode
}

/** Shows what no field shows of an error, and the buttons. */
export function FormDialog({ size = 'md', leave = 'Cancel', ...props }: FormDialogProps) {
  useReturnFocus()
  const { title, submit, fields, error, isSaving, onSubmit, onClose, children } = props
  return (
    <Modal opened onClose={onClose} size={size} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={onSubmit}>
        <Stack>
          {error !== null && (
            <ProblemAlert error={error} details={formErrors(asProblem(error), fields).rest} />
          )}
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {leave}
            </Button>
            <Button type="submit" loading={isSaving}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
