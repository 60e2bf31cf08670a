/** Recording a move with its date and a note. */
import {
  Button,
  Group,
  NativeSelect,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { asProblem } from '@/api/problem'
import type { Application, Status } from '@/api/types'
import { formErrors } from '@/lib/form-errors'
import { fromLocalInput, toLocalInput } from '@/lib/dates'
import { usePreferences } from '@/lib/preferences'
import { statusLabels } from '@/lib/status'
import { targetsOf } from './board-moves'
import { useMove } from './useMove'

const fields = ['status', 'occurred_at', 'note'] as const

/** Moves an application, or opens a closed one again; an earlier date back-dates the move. */
export function MoveForm({ application }: { application: Application }) {
  const move = useMove()
  const { timeZone } = usePreferences()
  const targets = targetsOf(application.status)
  const form = useForm({
    initialValues: { status: proposal(application), occurred_at: '', note: '' },
    validate: {
      occurred_at: (value) =>
        value === '' || fromLocalInput(value, timeZone) !== null ? null : 'Enter a date and a time.',
    },
  })

  const submit = async ({ status, occurred_at, note }: typeof form.values) => {
    try {
      await move.mutateAsync({
        application,
        to: { id: null, status },
        occurredAt: fromLocalInput(occurred_at, timeZone) ?? undefined,
        note: note.trim() || undefined,
      })
    } catch (error) {
      // The message is on the screen already; here each complaint goes to its field.
      form.setErrors(formErrors(asProblem(error), fields).fields)
    }
  }

  return (
    <Paper
      p="lg"
      component="form"
      aria-label={application.is_open ? 'Move' : 'Reopen'}
      onSubmit={form.onSubmit(submit)}
    >
      <Stack gap="sm">
        <Title order={2}>{application.is_open ? 'What happened?' : 'Closed – open it again?'}</Title>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label={application.is_open ? 'Move to' : 'Reopen as'}
            data={targets.map((status) => ({ value: status, label: statusLabels[status] }))}
            {...form.getInputProps('status')}
          />
          <TextInput
            label="When"
            description={`Now, if left empty. ${timeZone}`}
            type="datetime-local"
            max={toLocalInput(new Date().toISOString(), timeZone)}
            {...form.getInputProps('occurred_at')}
          />
        </SimpleGrid>
        <Textarea label="Note" autosize minRows={1} maxRows={8} {...form.getInputProps('note')} />
        <Group>
          <Button type="submit" loading={move.isPending}>
            {application.is_open ? 'Record the move' : 'Reopen'}
          </Button>
          {application.is_open && (
            <Text size="sm" c="dimmed">
              You can correct or undo it later.
            </Text>
          )}
        </Group>
      </Stack>
    </Paper>
  )
}

/** The stage that usually follows. */
function proposal(application: Application): Status {
  const next: Partial<Record<Status, Status>> = {
    interested: 'applied',
    applied: 'screening',
    screening: 'interview',
    interview: 'offer',
    offer: 'accepted',
  }
  return next[application.status] ?? 'applied'
}
