/** One run in the list. */
import { ActionIcon, Badge, Button, Group, Text } from '@mantine/core'
import { Download, Trash2 } from 'lucide-react'
import type { Run } from '@/api/types'
import { askToConfirm } from '@/components/confirm'
import { DaysAgo } from '@/components/Instant'
import { ItemActions, ItemText } from '@/components/ItemList'
import { LinkButton } from '@/components/Links'
import { toastProblem, toastSuccess } from '@/components/toast'
import { formatBytes } from '@/lib/file-size'
import { usePreferences } from '@/lib/preferences'
import { useCancelRun, useDeleteRun, useStartRun } from './queries'
import { isTrial, isUnfinished, keptUntil, nameOf, requestAgain, stateBadges } from './run-words'
import { RunProgress } from './RunProgress'

/** What it makes and how far it is, with what can be done about it. */
export function RunRow({ run }: { run: Run }) {
  const name = nameOf(run)
  const badge = stateBadges[run.state]
  return (
    <>
      <ItemText
        title={
          <Group gap={8}>
            <Text size="sm" fw={600}>
              {name}
            </Text>
            {badge && <Badge color={badge.color}>{badge.label}</Badge>}
          </Group>
        }
      >
        {isUnfinished(run) ? (
          <RunProgress run={run} label={name} />
        ) : (
          <Text size="sm" c="dimmed" component="div">
            <DaysAgo at={run.created_at} />
            <Outcome run={run} />
          </Text>
        )}
      </ItemText>
      <ItemActions>
        <Buttons run={run} name={name} />
      </ItemActions>
    </>
  )
}

/** What came of a run, after the day on which it was begun. */
function Outcome({ run: { state, file, problem } }: { run: Run }) {
  const { timeZone } = usePreferences()
  if (file) return ` · ${formatBytes(file.size)} · ${keptUntil(file.expires_at, timeZone)}`
  if (state === 'expired') return ' · the file was kept for a week and is gone'
  if (problem) return ` · ${problem.message}`
  return null
}

function Buttons({ run, name }: { run: Run; name: string }) {
  const cancel = useCancelRun()
  const start = useStartRun()
  const remove = useDeleteRun()

  const again = requestAgain(run)

  const begin = async () => {
    try {
      if (again) await start.mutateAsync(again)
    } catch (error) {
      toastProblem(error, 'It was not begun anew')
    }
  }
  const askAndDelete = async () => {
    const isSure = await askToConfirm({
      title: `Delete “${name}”?`,
      text: run.file ? 'The file is gone then. You can have another one made.' : 'It goes from this list.',
      confirm: 'Delete',
      danger: true,
    })
    if (!isSure) return
    // The row is gone before the answer is told, and callbacks of `mutate` would be with it.
    try {
      await remove.mutateAsync(run.id)
      toastSuccess(`“${name}” is deleted.`)
    } catch (error) {
      toastProblem(error, 'It was not deleted')
    }
  }

  if (isUnfinished(run))
    return (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Cancel ${name}`}
        disabled={run.is_cancelled}
        loading={cancel.isPending}
        onClick={() => {
          cancel.mutate(run.id, {
            onError: (error) => {
              toastProblem(error, 'It was not stopped')
            },
          })
        }}
      >
        Cancel
      </Button>
    )
  return (
    <>
      {run.file && (
        <Button
          component="a"
          href={run.file.url}
          download
          size="compact-sm"
          variant="light"
          aria-label={`Download ${name}`}
          leftSection={<Download size={14} aria-hidden />}
        >
          Download
        </Button>
      )}
      {isTrial(run) && run.state === 'done' && (
        <LinkButton
          to="/data"
          search={{ restore: run.id }}
          resetScroll={false}
          size="compact-sm"
          variant="default"
          aria-label={`Look at it: ${name}`}
        >
          Look at it
        </LinkButton>
      )}
      {again && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${run.state === 'failed' ? 'Try again' : 'Make again'}: ${name}`}
          loading={start.isPending}
          onClick={() => void begin()}
        >
          {run.state === 'failed' ? 'Try again' : 'Make again'}
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Delete ${name}`}
        loading={remove.isPending}
        onClick={() => void askAndDelete()}
      >
        <Trash2 size={16} aria-hidden />
      </ActionIcon>
    </>
  )
}
