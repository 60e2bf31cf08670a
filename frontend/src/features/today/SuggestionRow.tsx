/** One suggestion. */
import { Button, Text } from '@mantine/core'
import { Check, X } from 'lucide-react'
import type { Suggestion } from '@/api/types'
import { ItemActions, ItemText } from '@/components/ItemList'
import { SnoozeMenu } from '@/components/SnoozeMenu'
import { countDays } from '@/lib/days'
import { ApplicationLink } from './ApplicationLink'
import { useSuggestionActions } from './queries'

/** What could be done for an application, to be done, put off or dismissed. */
export function SuggestionRow({ suggestion }: { suggestion: Suggestion }) {
  const { accept, snooze, dismiss } = useSuggestionActions(suggestion)
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
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<X size={14} aria-hidden />}
          aria-label={`Dismiss: ${name}`}
          onClick={() => void dismiss()}
        >
          Dismiss
        </Button>
      </ItemActions>
    </>
  )
}
