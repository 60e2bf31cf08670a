/** A month, week by week. */
import { LinkAnchor } from '@/components/Links'
import type { CalendarItem } from '@/api/types'
import { CalendarChip } from './CalendarChip'
import classes from './Calendar.module.css'
import { daysFrom, formatFullDay, formatWeekday, isSameMonth, rangeOf } from './calendar-days'
import { byDay, itemKey, mostImportant } from './calendar-items'
import { Ghost } from './Ghost'
import type { Carry } from './useCarry'

interface MonthGridProps {
  /** A day of the month. */
  date: string
  today: string
  items: readonly CalendarItem[]
  zone: string
  carry: Carry
}

/** So many fit into a day. */
const most = 4

/** A table of days; what does not fit is one link away. */
export function MonthGrid({ date, today, items, zone, carry }: MonthGridProps) {
  const { first, last } = rangeOf('month', date)
  const days = daysFrom(first, last)
  const weeks = days
    .filter((_, index) => index % 7 === 0)
    .map((_, week) => days.slice(week * 7, week * 7 + 7))
  const shown = byDay(items, zone)
  return (
    <table className={classes.month} data-testid="month">
      <thead>
        <tr>
          {days.slice(0, 7).map((day) => (
            <th key={day} scope="col">
              {formatWeekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <DayCell
                key={day}
                day={day}
                isOther={!isSameMonth(day, date)}
                isToday={day === today}
                items={shown.get(day) ?? []}
                carry={carry}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DayCellProps {
  day: string
  /** Of the month before or after. */
  isOther: boolean
  isToday: boolean
  items: readonly CalendarItem[]
  carry: Carry
}

function DayCell({ day, isOther, isToday, items, carry }: DayCellProps) {
  const { carried } = carry
  const visible = items.length > most ? mostImportant(items, most - 1) : items
  return (
    <td
      data-day={day}
      data-other={isOther || undefined}
      data-today={isToday || undefined}
      data-over={carried?.target.day === day || undefined}
      aria-current={isToday ? 'date' : undefined}
    >
      <LinkAnchor
        to="/calendar"
        search={{ view: 'week', date: day }}
        className={classes.dayNumber}
        aria-label={formatFullDay(day)}
      >
        {Number(day.slice(8))}
      </LinkAnchor>
      {visible.length > 0 && (
        <ul className={classes.chips}>
          {visible.map((item) => (
            <li key={itemKey(item)}>
              <CalendarChip item={item} carry={carry} isContinued={item.on !== day} />
            </li>
          ))}
        </ul>
      )}
      {visible.length < items.length && (
        <LinkAnchor to="/calendar" search={{ view: 'agenda', date: day }} size="xs" className={classes.more}>
          {items.length - visible.length} more
        </LinkAnchor>
      )}
      {carried?.target.day === day && carried.item.on !== day && <Ghost carried={carried} />}
    </td>
  )
}
