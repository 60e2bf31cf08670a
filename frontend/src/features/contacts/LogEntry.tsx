/** One entry of the log. */
import { Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { pipeline } from '@/api/refresh'
import type { Activity } from '@/api/types'
import { Instant } from '@/components/Instant'
import { LinkAnchor } from '@/components/Links'
import { Markdown } from '@/components/Markdown'
import { useAction } from '@/components/useAction'
import { useEditing } from '@/components/useEditing'
import { activityKindLabels } from '@/lib/pipeline-labels'
import { usePreferences } from '@/lib/preferences'
import { toLogValues } from './log-values'
import { LogForm } from './LogForm'
import { deleteActivity, restoreActivity } from './queries'

interface LogEntryProps {
  activity: Activity
  /** The page that shows it: what it is about already need not be said again. */
  place: 'application' | 'contact'
}

/** A note or a touch with its text; changed where it stands, deleted with Undo. */
export function LogEntry({ activity, place }: LogEntryProps) {
  const { timeZone } = usePreferences()
  const { isEditing, open, close, button } = useEditing()
  const run = useAction(pipeline)
  const { application } = activity

  if (isEditing)
    return (
      <LogForm
        activity={activity}
        initialValues={toLogValues(activity, timeZone)}
        asks={place === 'contact' ? ['application'] : ['contact']}
        onClose={close}
      />
    )
  return (
    <>
      <Text size="sm" fw={550} component="div">
        <Heading activity={activity} hasName={place === 'application'} />
      </Text>
      <Text size="sm" c="dimmed" component="div">
        <Instant at={activity.occurred_at} />
        {place === 'contact' && application !== null && (
          <>
            {' · '}
            <LinkAnchor
              to="/applications/$applicationId"
              params={{ applicationId: String(application.id) }}
              inherit
              underline="always"
            >
              {application.title}, {application.company}
            </LinkAnchor>
          </>
        )}
      </Text>
      {activity.body !== '' && <Markdown text={activity.body} />}
      <Group gap={4} mt={4} ml={-8}>
        <Button ref={button} size="compact-sm" variant="subtle" onClick={open}>
          Edit
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          onClick={() =>
            void run({
              send: () => deleteActivity(activity.id),
              done: `${activityKindLabels[activity.kind]} moved to the trash.`,
              failed: 'The entry is still there',
              undo: () => restoreActivity(activity.id),
            })
          }
        >
          Delete
        </Button>
      </Group>
    </>
  )
}

/** "Call from Ada Winter". */
function Heading({ activity, hasName }: { activity: Activity; hasName: boolean }) {
  const { kind, direction, contact } = activity
  const what = activityKindLabels[kind]
  const between = { in: 'from', out: 'to', '': 'with' }[direction]
  if (!hasName || contact === null) {
    const towards: Record<Activity['direction'], ReactNode> = { in: ' to me', out: ' from me', '': null }
    return (
      <>
        {what}
        {towards[direction]}
      </>
    )
  }
  return (
    <>
      {what} {between}{' '}
      <LinkAnchor
        to="/contacts/$contactId"
        params={{ contactId: String(contact.id) }}
        inherit
        underline="always"
      >
        {contact.name}
      </LinkAnchor>
    </>
  )
}
