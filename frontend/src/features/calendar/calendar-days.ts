/** Days of the calendar: plain dates (`2026-03-01`), which no time zone shifts. Pure. */

const day = 24 * 60 * 60 * 1000

/** What the calendar shows at once. */
export type CalendarView = 'month' | 'week' | 'agenda'
export const calendarViews = ['month', 'week', 'agenda'] as const satisfies readonly CalendarView[]

/** How many days the agenda tells of. */
export const agendaDays = 28

/** The day so many days later, or earlier. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)
}

/** How many days `to` is after `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day)
}

/** The days from the first to the last. */
export function daysFrom(first: string, last: string): string[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index))
}

/** The Monday on or before a day. */
export function weekStart(date: string): string {
  const weekday = new Date(Date.parse(date)).getUTCDay()
  return addDays(date, -((weekday + 6) % 7))
}

/** The first and the last day that a view of a day shows: of a month its whole weeks. */
export function rangeOf(view: CalendarView, date: string): { first: string; last: string } {
  if (view === 'agenda') return { first: date, last: addDays(date, agendaDays - 1) }
  if (view === 'week') return { first: weekStart(date), last: addDays(weekStart(date), 6) }
  return { first: weekStart(firstOfMonth(date)), last: addDays(weekStart(lastOfMonth(date)), 6) }
}

/** The day that the next view begins with or contains, or the one before (`step` -1). */
export function stepFrom(view: CalendarView, date: string, step: 1 | -1): string {
  if (view === 'agenda') return addDays(date, step * agendaDays)
  if (view === 'week') return addDays(date, step * 7)
  return step > 0 ? addDays(lastOfMonth(date), 1) : firstOfMonth(addDays(firstOfMonth(date), -1))
}

/** True for two days of one month. */
export function isSameMonth(one: string, other: string): boolean {
  return one.slice(0, 7) === other.slice(0, 7)
}

/** What a view shows, in words: "March 2026", or from when to when. */
export function titleOf(view: CalendarView, date: string, locale?: string): string {
  if (view === 'month') return format(date, { month: 'long', year: 'numeric' }, locale)
  const { first, last } = rangeOf(view, date)
  const words = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return words.formatRange(new Date(first), new Date(last))
}

/** A day in full: "Monday, 23 November 2026". */
export function formatFullDay(date: string, locale?: string): string {
  return format(date, { dateStyle: 'full' }, locale)
}

/** A day without its year: "Mon, 23 Nov". */
export function formatShortDay(date: string, locale?: string): string {
  return format(date, { weekday: 'short', day: 'numeric', month: 'short' }, locale)
}

/** The name of the day in the week: "Mon". */
export function formatWeekday(date: string, locale?: string): string {
  return format(date, { weekday: 'short' }, locale)
}

/** Minutes since midnight as a clock shows them: "14:05". */
export function formatMinutes(minutes: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(minutes * 60_000),
  )
}

function format(date: string, options: Intl.DateTimeFormatOptions, locale: string | undefined): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(date))
}

function firstOfMonth(date: string): string {
  return `${date.slice(0, 7)}-01`
}

function lastOfMonth(date: string): string {
  return addDays(firstOfMonth(addDays(firstOfMonth(date), 31)), -1)
}
