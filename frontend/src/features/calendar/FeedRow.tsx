/** One address that another calendar reads. */
import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { CalendarFeed } from '@/api/types'
import { askToConfirm } from '@/components/confirm'
import { DayOf, Instant } from '@/components/Instant'
import { toastProblem, toastSuccess } from '@/components/toast'
import { alarmLabel, feedContents } from './feed-values'
import { FeedDialog } from './FeedDialog'
import { useRegenerateFeed, useRevokeFeed, useUpdateFeed } from './queries'

interface FeedRowProps {
  feed: CalendarFeed
  /** There is another address in its place, to be told this once. */
  onAddress: (told: { name: string; url: string }) => void
}

/** What it shows and whether it is used; changes it, replaces its address, or ends it. */
export function FeedRow({ feed, onAddress }: FeedRowProps) {
  const update = useUpdateFeed(feed.id)
  const regenerate = useRegenerateFeed(feed.id)
  const revoke = useRevokeFeed(feed.id)
  const [isChanging, setIsChanging] = useState(false)

  const askAndRegenerate = async () => {
    const isSure = await askToConfirm({
      title: `New address for “${feed.name}”?`,
      text: 'Calendars that read the old one get nothing any more: give them the new one.',
      confirm: 'Make a new address',
    })
    if (!isSure) return
    regenerate.mutate(undefined, {
      onSuccess: ({ name, url }) => {
        onAddress({ name, url })
        regenerate.reset()
      },
      onError: (error) => {
        toastProblem(error, 'The address stays as it was')
      },
    })
  }
  const askAndRevoke = async () => {
    const isSure = await askToConfirm({
      title: `End “${feed.name}”?`,
      text: 'Calendars that read it get nothing from now on. This cannot be undone.',
      confirm: 'End it',
      danger: true,
    })
    if (!isSure) return
    revoke.mutate(undefined, {
      onSuccess: () => {
        toastSuccess(`“${feed.name}” is ended.`)
      },
      onError: (error) => {
        toastProblem(error, 'The address still works')
      },
    })
  }

  return (
    <Paper component="li" p="md">
      <Stack gap={6}>
        <Group gap="xs">
          <Text fw={600}>{feed.name}</Text>
          {feedContents
            .filter(({ value }) => feed[value])
            .map(({ value, label }) => (
              <Badge key={value} color="blue">
                {label}
              </Badge>
            ))}
        </Group>
        <Text size="sm" c="dimmed">
          {alarmLabel(feed.alarm_minutes)} · made <DayOf at={feed.created_at} /> ·{' '}
          {feed.last_read_at === null ? (
            'never read'
          ) : (
            <>
              last read <Instant at={feed.last_read_at} />
            </>
          )}
        </Text>
        <Group gap="xs" mt={4}>
          <Button
            variant="default"
            size="xs"
            aria-label={`Change ${feed.name}`}
            onClick={() => {
              update.reset()
              setIsChanging(true)
            }}
          >
            Change
          </Button>
          <Button
            variant="default"
            size="xs"
            loading={regenerate.isPending}
            aria-label={`New address for ${feed.name}`}
            onClick={() => void askAndRegenerate()}
          >
            New address…
          </Button>
          <Button
            variant="default"
            size="xs"
            loading={revoke.isPending}
            aria-label={`End ${feed.name}`}
            onClick={() => void askAndRevoke()}
          >
            End…
          </Button>
        </Group>
      </Stack>
      {isChanging && (
        <FeedDialog
          feed={feed}
          save={async (input) => {
            await update.mutateAsync(input)
            setIsChanging(false)
            toastSuccess('Saved. Calendars show it when they look the next time.')
          }}
          error={update.error}
          isSaving={update.isPending}
          onClose={() => {
            setIsChanging(false)
          }}
        />
      )}
    </Paper>
  )
}
