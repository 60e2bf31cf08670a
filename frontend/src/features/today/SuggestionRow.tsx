/** One suggestion. */
import { ActionIcon, Button, Text } from '@mantine/core'
import { Check, MessageSquarePlus, X } from 'lucide-react'
import type { Suggestion } from '@/api/types'
import { ItemActions, ItemText } from '@/components/ItemList'
import { nameOfJob } from '@/components/RowSelect'
import { SnoozeMenu } from '@/components/SnoozeMenu'
import { countDays } from '@/lib/days'
import { useQuickAdd } from '@/lib/quick-add'
import { ApplicationLink } from './ApplicationLink'
import { useSuggestionActions } from './queries'

/** What could be done for an application: to be noted, put off, dismissed, or settled by what has been done. */
export function SuggestionRow({ suggestion }: { suggestion: Suggestion }) {
  const { accept, snooze, dismiss } = useSuggestionActions(suggestion)
  const { logTouch } = useQuickAdd()
  const { title, application, days } = suggestion
  const press = suggestion.suggestion === 'ghosted' ? 'Move to Ghosted' : 'Add to tasks'
  const name = `${title}, ${application.job.title}`
  return (
    <>
      <ItemText
        title={
          <Text size="sm" fw={600}>
            {title}
          </Text>
        }
      >
        <ApplicationLink application={application}>{countDays(days)} ago</ApplicationLink>
      </ItemText>
      <ItemActions>
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<Check size={14} aria-hidden />}
          aria-label={`${press}: ${name}`}
          onClick={() => void accept()}
        >
          {press}
        </Button>
        <SnoozeMenu name={name} onSnooze={(chosen) => void snooze(chosen)} />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          title="Log a touch"
          aria-label={`Log a touch: ${name}`}
          onClick={() => {
            logTouch({ application: { id: application.id, name: nameOfJob(application.job) } })
          }}
        >
          <MessageSquarePlus size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          title="Dismiss"
          aria-label={`Dismiss: ${name}`}
          onClick={() => void dismiss()}
        >
          <X size={16} aria-hidden />
        </ActionIcon>
      </ItemActions>
    </>
  )
}
