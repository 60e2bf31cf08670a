/** A move in a timeline. */
import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ArrowRight } from 'lucide-react'
import type { Application, StatusChange } from '@/api/types'
import { askToConfirm } from '@/components/confirm'
import { Instant } from '@/components/Instant'
import { StatusBadge } from '@/components/StatusBadge'
import { toastProblem, toastSuccess } from '@/components/toast'
import { statusLabels } from '@/lib/status'
import { CorrectEntryDialog } from './CorrectEntryDialog'
import { useUndoChange } from './queries'

interface StatusEntryProps {
  application: Application
  change: StatusChange
}

const origins: Partial<Record<StatusChange['origin'], string>> = {
  import: 'from an import',
  sample: 'sample data',
  system: 'by the system',
}

/** Moves recorded later than this after they happened are shown as back-dated. */
const backDatedAfterMilliseconds = 10 * 60 * 1000

/** What happened, when, by whom; can be corrected, and taken back unless it is the beginning. */
export function StatusEntry({ application, change }: StatusEntryProps) {
  const undo = useUndoChange()
  const [isCorrecting, correcting] = useDisclosure(false)
  const isNewest = change.id === application.last_change
  const isBackDated =
    Date.parse(change.recorded_at) - Date.parse(change.occurred_at) > backDatedAfterMilliseconds

  const takeBack = async () => {
    const isSure =
      isNewest ||
      (await askToConfirm({
        title: 'Remove this entry?',
        text: 'The entries after it stay as they are.',
        confirm: 'Remove',
        danger: true,
      }))
    if (!isSure) return
    undo.mutate(
      { id: application.id, changeId: change.id },
      {
        onSuccess: () => {
          toastSuccess(isNewest ? 'Move undone.' : 'Entry removed.')
        },
        onError: (error) => {
          toastProblem(error, 'The entry is still there')
        },
      },
    )
  }

  return (
    <>
      <Group gap={6}>
        {change.kind === 'created' && <Text size="sm">Started at</Text>}
        {change.kind === 'reopened' && <Text size="sm">Reopened</Text>}
        {change.kind !== 'created' && (
          <>
            <Text size="sm" c="dimmed">
              {statusLabels[change.from_status]}
            </Text>
            <ArrowRight size={14} aria-label="to" />
          </>
        )}
        <StatusBadge status={change.to_status} />
      </Group>
      <Text size="sm" c="dimmed" mt={2}>
        <Instant at={change.occurred_at} />
        {isBackDated && (
          <>
            {' '}
            · recorded <Instant at={change.recorded_at} />
          </>
        )}
        {change.actor && ` · ${change.actor}`}
        {origins[change.origin] && ` · ${origins[change.origin] ?? ''}`}
      </Text>
      {change.note && (
        <Text size="sm" mt={4} style={{ whiteSpace: 'pre-wrap' }}>
          {change.note}
        </Text>
      )}
      <Group gap={4} mt={4} ml={-8}>
        <Button size="compact-sm" variant="subtle" onClick={correcting.open}>
          Correct…
        </Button>
        {change.kind !== 'created' && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            loading={undo.isPending}
            onClick={() => void takeBack()}
          >
            {isNewest ? 'Undo' : 'Remove…'}
          </Button>
        )}
      </Group>
      {isCorrecting && (
        <CorrectEntryDialog application={application} change={change} onClose={correcting.close} />
      )}
    </>
  )
}
