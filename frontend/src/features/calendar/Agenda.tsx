/** The days on which there is something, as a list. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { CalendarClock } from 'lucide-react'
import type { CalendarItem } from '@/api/types'
import { CalendarChip } from './CalendarChip'
import classes from './Calendar.module.css'
import { formatFullDay } from './calendar-days'
import { isMovable, itemKey } from './calendar-items'
import type { Carry } from './useCarry'

interface AgendaProps {
  days: readonly string[]
  today: string
  /** The items of each day. */
  items: ReadonlyMap<string, CalendarItem[]>
  carry: Carry
  /** Asks for another time. */
  onMove: (item: CalendarItem) => void
}

/** Day by day what there is; interviews move by a button. */
export function Agenda({ days, today, items, carry, onMove }: AgendaProps) {
  const shown = days.filter((day) => items.has(day))
  return (
    <Stack gap="sm" data-testid="agenda">
      {shown.map((day) => (
        <Paper key={day} component="section" p="sm" aria-labelledby={`day-${day}`}>
          <Group gap="xs" mb={6}>
            <Title order={3} id={`day-${day}`} size="sm" aria-current={day === today ? 'date' : undefined}>
              {formatFullDay(day)}
            </Title>
            {day === today && <Badge>Today</Badge>}
          </Group>
          <ul className={classes.agendaItems}>
            {(items.get(day) ?? []).map((item) => (
              <li key={itemKey(item)} className={classes.agendaItem}>
                <CalendarChip item={item} carry={carry} isContinued={item.on !== day} isPlain />
                {isMovable(item) && item.on === day && (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    flex="none"
                    leftSection={<CalendarClock size={14} aria-hidden />}
                    aria-label={`Move ${item.title}…`}
                    onClick={() => {
                      onMove(item)
                    }}
                  >
                    Move…
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Paper>
      ))}
      {shown.length === 0 && (
        <Text c="dimmed" ta="center" py="xl">
          Nothing on these days.
        </Text>
      )}
    </Stack>
  )
}
