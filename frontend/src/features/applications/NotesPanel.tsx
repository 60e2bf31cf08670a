/** What a person notes of an application as a whole. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Pencil } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { asProblem } from '@/api/problem'
import type { Application } from '@/api/types'
import { Markdown } from '@/components/Markdown'
import { MarkdownField } from '@/components/MarkdownField'
import { Panel } from '@/components/Panel'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastSuccess } from '@/components/toast'
import { useEditing } from '@/components/useEditing'
import { formErrors } from '@/lib/form-errors'
import { useUpdateApplication } from './queries'

const fields = ['notes'] as const

/** The notes as they are read, changed where they stand. */
export function NotesPanel({ application }: { application: Application }) {
  const { isEditing, open, close, button } = useEditing()
  const { notes } = application
  return (
    <Panel
      title="Notes"
      action={
        !isEditing && (
          <Button
            ref={button}
            size="compact-sm"
            variant="default"
            leftSection={<Pencil size={14} aria-hidden />}
            onClick={open}
          >
            {notes === '' ? 'Write notes' : 'Edit notes'}
          </Button>
        )
      }
    >
      {isEditing && <NotesForm application={application} onClose={close} />}
      {!isEditing && notes !== '' && <Markdown text={notes} />}
      {!isEditing && notes === '' && (
        <Text size="sm" c="dimmed">
          None yet. What you would like to have at hand: why you want it, what to ask, what they pay.
        </Text>
      )}
    </Panel>
  )
}

function NotesForm({ application, onClose }: { application: Application; onClose: () => void }) {
  const update = useUpdateApplication(application.id)
  const form = useForm({ initialValues: { notes: application.notes } })
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
  }, [])

  const submit = async (values: typeof form.values) => {
    try {
      await update.mutateAsync(values)
      toastSuccess('Notes saved.')
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <form noValidate aria-label="Notes" onSubmit={form.onSubmit(submit)}>
      <Stack gap="sm">
        {update.error !== null && (
          <ProblemAlert
            error={update.error}
            title="The notes were not saved"
            details={formErrors(asProblem(update.error), fields).rest}
          />
        )}
        <MarkdownField ref={field} aria-label="Notes" {...form.getInputProps('notes')} />
        <Group gap="xs">
          <Button type="submit" size="sm" loading={update.isPending}>
            Save
          </Button>
          <Button variant="default" size="sm" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
