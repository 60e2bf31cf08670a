/** A week, hour by hour. */
import type { CSSProperties } from 'react'
import type { CalendarItem } from '@/api/types'
import { LinkAnchor } from '@/components/Links'
import { CalendarChip } from './CalendarChip'
import classes from './Calendar.module.css'
import { formatFullDay, formatMinutes, formatWeekday } from './calendar-days'
import { hasHours, itemKey, layOut, lengthOf, minutesOf, type Placed } from './calendar-items'
import { isHome, type Hours } from './carrying'
import { Ghost } from './Ghost'
import type { Carry } from './useCarry'

interface WeekGridProps {
  days: readonly string[]
  today: string
  /** Minutes since midnight, now. */
  now: number
  hours: Hours
  /** The items of each day. */
  items: ReadonlyMap<string, CalendarItem[]>
  zone: string
  carry: Carry
}

/** Over the hours what has a time, above them what takes the whole day or several. */
export function WeekGrid({ days, today, now, hours, items, zone, carry }: WeekGridProps) {
  const of = (day: string) => items.get(day) ?? []
  const marks = Array.from({ length: (hours.to - hours.from) / 60 }, (_, index) => hours.from + index * 60)
  return (
    <div className={classes.week} style={{ '--hours': marks.length } as CSSProperties} data-testid="week">
      <div />
      {days.map((day) => (
        <h3 key={day} className={classes.weekDay} data-today={day === today || undefined}>
          <LinkAnchor
            to="/calendar"
            search={{ view: 'agenda', date: day }}
            className={classes.weekDayLink}
            title={formatFullDay(day)}
            aria-current={day === today ? 'date' : undefined}
          >
            {formatWeekday(day)} <span className={classes.weekDayNumber}>{Number(day.slice(8))}</span>
          </LinkAnchor>
        </h3>
      ))}
      <div className={classes.allDayLabel}>All day</div>
      {days.map((day) => (
        <div
          key={day}
          className={classes.allDay}
          data-day={day}
          data-over={carry.carried?.target.day === day || undefined}
        >
          <ul className={classes.chips} aria-label={`${formatFullDay(day)}, all day`}>
            {of(day)
              .filter((item) => !hasHours(item, zone))
              .map((item) => (
                <li key={itemKey(item)}>
                  <CalendarChip item={item} carry={carry} isContinued={item.on !== day} />
                </li>
              ))}
          </ul>
        </div>
      ))}
      <div className={classes.hours} aria-hidden>
        {marks.map((minutes) => (
          <span key={minutes}>{formatMinutes(minutes)}</span>
        ))}
      </div>
      {days.map((day) => (
        <div
          key={day}
          className={classes.dayHours}
          data-day={day}
          data-hours=""
          data-today={day === today || undefined}
        >
          <ul className={classes.blocks} aria-label={formatFullDay(day)}>
            {layOut(of(day).filter((item) => hasHours(item, zone))).map((placed) => (
              <li key={itemKey(placed.item)}>
                <CalendarChip item={placed.item} carry={carry} style={styleOf(placed, hours)} />
              </li>
            ))}
          </ul>
          {day === today && now >= hours.from && now < hours.to && (
            <div aria-hidden className={classes.now} style={{ top: percent(now - hours.from, hours) }} />
          )}
          {carry.carried?.target.day === day && !isHome(carry.carried) && (
            <Ghost
              carried={carry.carried}
              style={{
                top: percent(carry.carried.target.minutes - hours.from, hours),
                height: percent(Math.min(lengthOf(carry.carried.item), 12 * 60), hours),
              }}
            />
          )}
        </div>
      ))}
    </div>
  )
}

/** Where a block stands within its day. */
function styleOf({ item, to, lane, lanes }: Placed, hours: Hours): CSSProperties {
  const from = minutesOf(item.time)
  return {
    position: 'absolute',
    top: percent(from - hours.from, hours),
    height: percent(to - from, hours),
    left: `${(lane / lanes) * 100}%`,
    width: `calc(${100 / lanes}% - 2px)`,
  }
}

function percent(minutes: number, { from, to }: Hours): string {
  return `${(minutes / (to - from)) * 100}%`
}
