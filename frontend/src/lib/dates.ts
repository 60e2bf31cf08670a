/** Dates and instants: a date stays a date, an instant is shown in the person's time zone. */
import { TZDate } from '@date-fns/tz'

const day = 24 * 60 * 60 * 1000

/** A calendar date (`2026-03-01`) for people; never shifted by a time zone. */
export function formatDate(date: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )
}

/** An instant (ISO 8601) as date and time in an IANA zone. */
export function formatInstant(instant: string, zone: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    new Date(instant),
  )
}

/** The time from one instant to another in an IANA zone: "16 Mar 2027, 10:00 – 11:30". */
export function formatSpan(start: string, end: string, zone: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  }).formatRange(new Date(start), new Date(end))
}

/** An instant as the calendar date that it falls on in an IANA zone. */
export function formatDayOf(instant: string, zone: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(new Date(instant))
}

/** The calendar date (`2026-03-01`) of an instant in an IANA zone. */
export function dateInZone(instant: Date, zone: string): string {
  return inputParts(instant, zone).date
}

/** How many days ago an instant was, counted in midnights of the zone: "today", "yesterday", "5 days ago". */
export function formatDaysAgo(instant: string, now: Date, zone: string, locale?: string): string {
  const then = Date.parse(dateInZone(new Date(instant), zone))
  const today = Date.parse(dateInZone(now, zone))
  const days = Math.round((then - today) / day)
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (Math.abs(days) < 60) return format.format(days, 'day')
  return format.format(Math.round(days / 30), 'month')
}

/** Seconds since 1970, as the account API counts, as an instant (ISO 8601, UTC). */
export function fromUnixSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}

/** An instant as the value of a `datetime-local` field, in an IANA zone. */
export function toLocalInput(instant: string, zone: string): string {
  const { date, time } = inputParts(new Date(instant), zone)
  return `${date}T${time}`
}

/**
 * The instant (ISO 8601, UTC) that a `datetime-local` value means in an IANA zone. A time that the zone skips
 * moves forward by the gap; a time that it repeats means one of the two. Null where the value is not a time.
 */
export function fromLocalInput(value: string, zone: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(value)
  if (!match) return null
  const [year, month, dayOfMonth, hour, minute] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const time = new TZDate(year, month - 1, dayOfMonth, hour, minute, zone).getTime()
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** True where the browser knows the IANA zone. */
export function isKnownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

function inputParts(instant: Date, zone: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((item) => item.type === type)?.value ?? ''
  return {
    date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  }
}
