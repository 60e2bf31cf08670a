/** Writing into the log. */
import { Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useRef } from 'react'
import { asProblem } from '@/api/problem'
import { pipeline } from '@/api/refresh'
import type { Activity } from '@/api/types'
import { MarkdownField } from '@/components/MarkdownField'
import { ProblemAlert } from '@/components/ProblemAlert'
import { ApplicationSelect, ContactSelect, type NamedRow } from '@/components/RowSelect'
import { toastSuccess } from '@/components/toast'
import { useAction } from '@/components/useAction'
import { fromLocalInput, toLocalInput } from '@/lib/dates'
import { formErrors } from '@/lib/form-errors'
import { options } from '@/lib/job-labels'
import { activityKindLabels, directionLabels } from '@/lib/pipeline-labels'
import { usePreferences } from '@/lib/preferences'
import { logFields, toActivityInput, type LogValues } from './log-values'
import { deleteActivity, useSaveActivity } from './queries'

interface LogFormProps {
  /** The entry that is changed; null makes a new one. */
  activity: Activity | null
  initialValues: LogValues
  /** What one can choose; what is not asked for stays as it is in the values. */
  asks: readonly ('application' | 'contact')[]
  /** Contacts who are offered before the others. */
  first?: readonly NamedRow[]
  /** In a dialogue the buttons stand where those of other dialogues do. */
  isInDialog?: boolean
  /** Called once it is saved, and where the person gives up; without it the form stays open for the next. */
  onClose?: () => void
}

/** A note or a touch: what, from whom to whom, when, and a text; a new one can be taken back. */
export function LogForm({ activity, initialValues, asks, first, isInDialog = false, onClose }: LogFormProps) {
  const save = useSaveActivity(activity?.id ?? null)
  const run = useAction(pipeline)
  const { timeZone } = usePreferences()
  const form = useForm({
    initialValues,
    validate: {
      body: bodyProblem,
      occurred_at: (value) =>
        value === '' || fromLocalInput(value, timeZone) !== null ? null : 'Enter a date and a time.',
    },
  })
  const { kind } = form.values
  const isNote = kind === 'note'
  const complaints = save.error && formErrors(asProblem(save.error), logFields)

  const text = useRef<HTMLTextAreaElement>(null)
  const isChange = activity !== null
  useEffect(() => {
    // The button that opened it is gone, and the focus with it.
    if (isChange) text.current?.focus()
  }, [isChange])

  const submit = async (values: LogValues) => {
    try {
      const { id } = await save.mutateAsync(toActivityInput(values, timeZone, activity))
      const takeBack = () =>
        void run({
          send: () => deleteActivity(id),
          done: 'Taken back.',
          failed: 'The entry is still in the log',
        })
      if (activity) toastSuccess('Entry changed.')
      else toastSuccess(isNote ? 'Note added.' : `${activityKindLabels[kind]} logged.`, takeBack)
      form.reset()
      onClose?.()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), logFields).fields)
    }
  }

  const cancel = onClose && (
    <Button variant="default" size="sm" onClick={onClose}>
      Cancel
    </Button>
  )
  return (
    <form
      noValidate
      aria-label={activity ? 'Change this entry' : 'Add to the log'}
      onSubmit={form.onSubmit(submit)}
    >
      <Stack gap="sm">
        {complaints !== null && (
          <ProblemAlert
            error={save.error}
            title={activity ? 'Nothing was changed' : 'Nothing was logged'}
            details={complaints.rest}
          />
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <NativeSelect
            label="What"
            data={options(activityKindLabels)}
            data-autofocus
            {...form.getInputProps('kind')}
          />
          {!isNote && (
            <NativeSelect
              label="Direction"
              data={[...options(directionLabels), { value: '', label: 'Neither' }]}
              {...form.getInputProps('direction')}
            />
          )}
          {asks.includes('contact') && !isNote && (
            <ContactSelect
              label="With"
              placeholder="Nobody in particular"
              first={first}
              {...form.getInputProps('contact')}
            />
          )}
          {(!isNote || isChange) && (
            <TextInput
              label="When"
              description={isChange ? timeZone : `Now, if left empty. ${timeZone}`}
              type="datetime-local"
              max={toLocalInput(new Date().toISOString(), timeZone)}
              {...form.getInputProps('occurred_at')}
            />
          )}
        </SimpleGrid>
        {asks.includes('application') && (
          <ApplicationSelect
            label="Application"
            placeholder="About none in particular"
            {...form.getInputProps('application')}
          />
        )}
        <MarkdownField
          ref={text}
          label={isNote ? 'Your note' : 'What was said'}
          minRows={2}
          {...form.getInputProps('body')}
        />
        <Group gap={isInDialog ? 'md' : 'xs'} justify={isInDialog ? 'flex-end' : undefined}>
          {isInDialog && cancel}
          <Button type="submit" size="sm" loading={save.isPending}>
            {isChange && 'Save'}
            {!isChange && (isNote ? 'Add the note' : 'Log it')}
          </Button>
          {!isInDialog && cancel}
        </Group>
      </Stack>
    </form>
  )
}

function bodyProblem(body: string, { kind, application, contact }: LogValues): string | null {
  if (body.trim() !== '') return null
  if (kind === 'note') return 'Write something.'
  return application || contact ? null : 'Say what it was about, or choose an application or a contact.'
}
