/** Putting something off. */
import { Button, Menu } from '@mantine/core'
import { AlarmClock } from 'lucide-react'

/** How far things are put off: days, and what that is called. */
const choices = [
  { days: 1, label: 'Until tomorrow' },
  { days: 3, label: 'For 3 days' },
  { days: 7, label: 'For a week' },
] as const

interface SnoozeMenuProps {
  /** What is put off. */
  name: string
  onSnooze: (days: number) => void
}

/** A button with a menu of days. */
export function SnoozeMenu({ name, onSnooze }: SnoozeMenuProps) {
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<AlarmClock size={14} aria-hidden />}
          aria-label={`Later: ${name}`}
        >
          Later
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ days, label }) => (
          <Menu.Item
            key={days}
            onClick={() => {
              onSnooze(days)
            }}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Until when something is put off, for a message: "until tomorrow", "for 3 days". */
export function snoozedFor(days: number): string {
  const label = choices.find((choice) => choice.days === days)?.label ?? `For ${days} days`
  return label.toLowerCase()
}
