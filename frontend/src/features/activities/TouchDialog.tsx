/** Noting that one was in touch. */
import {
  Button,
  Group,
  Modal,
  NativeSelect,
  Radio,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { ActivityInput } from '@/api/types'
import { ProblemAlert } from '@/components/ProblemAlert'
import { ApplicationSelect, ContactSelect } from '@/components/RowSelect'
import { toastProblem, toastSuccess } from '@/components/toast'
import { useReturnFocus } from '@/components/useReturnFocus'
import { fromLocalInput, toLocalInput } from '@/lib/dates'
import { formErrors } from '@/lib/form-errors'
import { options } from '@/lib/job-labels'
import { usePreferences } from '@/lib/preferences'
import type { About } from '@/lib/quick-add'
import { useLogActivity } from './queries'

const kindLabels = { email: 'E-mail', call: 'Call', message: 'Message', meeting: 'Meeting' } as const
const fields = ['kind', 'direction', 'occurred_at', 'application', 'contact', 'body'] as const

/** A dialogue for an e-mail, a call, a message or a meeting. */
export function TouchDialog({ about, onClose }: { about: About; onClose: () => void }) {
  useReturnFocus()
  const { log, undo } = useLogActivity()
  const { timeZone } = usePreferences()
  const form = useForm({
    initialValues: {
      kind: 'email' as keyof typeof kindLabels,
      direction: 'out' as NonNullable<ActivityInput['direction']>,
      occurred_at: '',
      application: about.application ?? null,
      contact: about.contact ?? null,
      body: '',
    },
    validate: {
      occurred_at: (value) =>
        value === '' || fromLocalInput(value, timeZone) !== null ? null : 'Enter a date and a time.',
      body: (value, { application, contact }) =>
        value.trim() || application || contact
          ? null
          : 'Say what it was about, or choose an application or a contact.',
    },
  })
  const complaints = log.error ? formErrors(asProblem(log.error), fields) : null

  const takeBack = async (id: number) => {
    try {
      await undo.mutateAsync(id)
      toastSuccess('Taken back.')
    } catch (error) {
      toastProblem(error, 'The entry is still in the log')
    }
  }
  const submit = async ({ occurred_at, application, contact, body, ...same }: typeof form.values) => {
    try {
      const { id } = await log.mutateAsync({
        ...same,
        occurred_at: fromLocalInput(occurred_at, timeZone) ?? undefined,
        application: application?.id ?? null,
        contact: contact?.id ?? null,
        body: body.trim(),
      })
      toastSuccess(`${kindLabels[same.kind]} logged.`, () => void takeBack(id))
      onClose()
    } catch (error) {
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <Modal opened onClose={onClose} title="Log a touch" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack>
          {complaints !== null && (
            <ProblemAlert error={log.error} title="Nothing was logged" details={complaints.rest} />
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <NativeSelect
              label="What"
              data={options(kindLabels)}
              data-autofocus
              {...form.getInputProps('kind')}
            />
            <TextInput
              label="When"
              description={`Now, if left empty. ${timeZone}`}
              type="datetime-local"
              max={toLocalInput(new Date().toISOString(), timeZone)}
              {...form.getInputProps('occurred_at')}
            />
          </SimpleGrid>
          <Radio.Group label="From whom" {...form.getInputProps('direction')}>
            <Group mt={4}>
              <Radio value="out" label="I got in touch" />
              <Radio value="in" label="They did" />
            </Group>
          </Radio.Group>
          <ApplicationSelect
            label="Application"
            placeholder="Type a title or a company"
            {...form.getInputProps('application')}
          />
          <ContactSelect
            label="Contact"
            placeholder="Type a name or a company"
            {...form.getInputProps('contact')}
          />
          <Textarea
            label="Notes"
            description="Markdown works: **bold**, lists, links."
            autosize
            minRows={3}
            maxRows={10}
            {...form.getInputProps('body')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={log.isPending}>
              Log it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
