/** Where an interview can be carried, and what is said of it. Pure. */
import type { CalendarItem } from '@/api/types'
import { addDays, formatMinutes, formatShortDay } from './calendar-days'
import { slotOf, type Slot } from './calendar-items'

/** The smallest step of a time. */
export const stepMinutes = 15

/** What is in the hand: the interview, and where it would begin if it were dropped now. */
export interface Carried {
  item: CalendarItem
  target: Slot
}

/** Where something can be carried: among which days, and between which minutes of each; without hours by days alone. */
export interface Field {
  first: string
  last: string
  hours: Hours | null
}

/** Minutes since midnight, from and to. */
export interface Hours {
  from: number
  to: number
}

/**
 * The place that a key leads to, kept within the field; null for a key that leads nowhere. With hours the arrows up and
 * down change the time, without they change the week.
 */
export function stepByKey(target: Slot, key: string, field: Field): Slot | null {
  const days: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 }
  const vertical: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 }
  const step = vertical[key]
  if (step !== undefined && field.hours) {
    // To the next quarter of an hour, also from a time between two.
    const quarter = target.minutes / stepMinutes
    const next = (step > 0 ? Math.floor(quarter) + 1 : Math.ceil(quarter) - 1) * stepMinutes
    const isWithin = next >= field.hours.from && next < field.hours.to
    return isWithin ? { ...target, minutes: next } : target
  }
  const by = days[key] ?? (step === undefined ? undefined : step * 7)
  if (by === undefined) return null
  const day = addDays(target.day, by)
  return day < field.first || day > field.last ? target : { ...target, day }
}

/** The time at a height (a part of 1) within the hours that are shown, in whole steps. */
export function minutesAt(height: number, { from, to }: Hours): number {
  const minutes = Math.round((from + height * (to - from)) / stepMinutes) * stepMinutes
  return Math.min(to - stepMinutes, Math.max(from, minutes))
}

/** The hours that a week shows: the usual ones, and whatever lies outside of them. */
export function hoursOf(blocks: readonly Hours[]): Hours {
  const hour = 60
  return {
    from: Math.min(7 * hour, ...blocks.map(({ from }) => Math.floor(from / hour) * hour)),
    to: Math.max(20 * hour, ...blocks.map(({ to }) => Math.ceil(to / hour) * hour)),
  }
}

/** True where a place is the one that the interview has. */
export function isHome({ item, target }: Carried): boolean {
  const home = slotOf(item)
  return home.day === target.day && home.minutes === target.minutes
}

/** A place in words: "Mon, 23 Nov, 14:30". */
export function placeName({ day, minutes }: Slot, locale?: string): string {
  return `${formatShortDay(day, locale)}, ${formatMinutes(minutes, locale)}`
}
