/** Writing into the log. */
import { Button, Group, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useRef } from 'react'
import { asProblem } from '@/api/problem'
import type { Activity } from '@/api/types'
import { ContactField } from '@/components/ContactFields'
import type { KnownContact } from '@/components/contacts'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastSuccess } from '@/components/toast'
import { fromLocalInput, toLocalInput } from '@/lib/dates'
import { formErrors } from '@/lib/form-errors'
import { options } from '@/lib/job-labels'
import { activityKindLabels, directionLabels } from '@/lib/pipeline-labels'
import { usePreferences } from '@/lib/preferences'
import { logFields, toActivityInput, type LogValues } from './log-values'
import { useSaveActivity } from './queries'

interface LogFormProps {
  /** The entry that is changed; null makes a new one. */
  activity: Activity | null
  initialValues: LogValues
  /** Who may be chosen already. */
  known: readonly KnownContact[]
  /** An entry about a person alone is always about that person. */
  hasContact: boolean
  /** Called once it is saved, and where the person gives up; without it the form stays open for the next. */
  onClose?: () => void
}

/** A note or a touch: what, from whom to whom, when, and a text. */
export function LogForm({ activity, initialValues, known, hasContact, onClose }: LogFormProps) {
  const save = useSaveActivity(activity?.id ?? null)
  const { timeZone } = usePreferences()
  const form = useForm({
    initialValues,
    validate: {
      body: (body, { kind }) => (kind === 'note' && body.trim() === '' ? 'Write something.' : null),
      occurred_at: (value) =>
        value === '' || fromLocalInput(value, timeZone) !== null ? null : 'Enter a date and a time.',
    },
  })
  const { kind } = form.values
  const isNote = kind === 'note'

  const text = useRef<HTMLTextAreaElement>(null)
  const isChange = activity !== null
  useEffect(() => {
    // The button that opened it is gone, and the focus with it.
    if (isChange) text.current?.focus()
  }, [isChange])

  const submit = async (values: LogValues) => {
    try {
      await save.mutateAsync(toActivityInput(values, timeZone, activity))
      toastSuccess(activity ? 'Entry changed.' : `${activityKindLabels[kind]} added.`)
      form.reset()
      onClose?.()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), logFields).fields)
    }
  }

  return (
    <form
      noValidate
      aria-label={activity ? 'Change this entry' : 'Add to the log'}
      onSubmit={form.onSubmit(submit)}
    >
      <Stack gap="sm">
        {save.error !== null && (
          <ProblemAlert error={save.error} details={formErrors(asProblem(save.error), logFields).rest} />
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <NativeSelect label="What" data={options(activityKindLabels)} {...form.getInputProps('kind')} />
          {!isNote && (
            <NativeSelect
              label="Direction"
              data={[...options(directionLabels), { value: '', label: 'Neither' }]}
              {...form.getInputProps('direction')}
            />
          )}
          {!hasContact && !isNote && (
            <ContactField
              label="With"
              placeholder="Nobody in particular"
              known={known}
              {...form.getInputProps('contact')}
              value={form.values.contact}
            />
          )}
          {(!isNote || activity !== null) && (
            <TextInput
              label="When"
              description={activity ? timeZone : `Now, if left empty. ${timeZone}`}
              type="datetime-local"
              max={toLocalInput(new Date().toISOString(), timeZone)}
              {...form.getInputProps('occurred_at')}
            />
          )}
        </SimpleGrid>
        <Textarea
          ref={text}
          label={isNote ? 'Your note' : 'What was said'}
          description="Markdown works: **bold**, lists, links."
          autosize
          minRows={2}
          maxRows={20}
          maxLength={50_000}
          {...form.getInputProps('body')}
        />
        <Group gap="xs">
          <Button type="submit" size="sm" loading={save.isPending}>
            {activity ? 'Save' : `Add the ${activityKindLabels[kind].toLowerCase()}`}
          </Button>
          {onClose && (
            <Button variant="default" size="sm" onClick={onClose}>
              Cancel
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
