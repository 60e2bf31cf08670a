/** Days and times of day as people call them. */
import { TZDate } from '@date-fns/tz'
import { dateInZone } from './dates'

const day = 24 * 60 * 60 * 1000

/** How many days a calendar date (`2026-03-01`) lies after another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day)
}

/** How many milliseconds the day of an instant still has in an IANA zone. */
export function untilMidnight(instant: Date, zone: string): number {
  const today = new TZDate(instant.getTime(), zone)
  // Where the clocks leap over midnight the next day begins where they land.
  const next = new TZDate(today.getFullYear(), today.getMonth(), today.getDate() + 1, zone)
  return next.getTime() - instant.getTime()
}

/** A calendar date seen from today: "today", "tomorrow", "yesterday", or its weekday and date. */
export function formatDay(date: string, today: string, locale?: string): string {
  const distance = daysBetween(today, date)
  if (Math.abs(distance) <= 1)
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(distance, 'day')
  const isThisYear = date.slice(0, 4) === today.slice(0, 4)
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: isThisYear ? undefined : 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))
}

/** From when to when something lasts, by day and clock of an IANA zone, seen from today. */
export function formatSpan(
  startsAt: string,
  endsAt: string,
  zone: string,
  today: string,
  locale?: string,
): string {
  const format = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zone })
  const [start, end] = [new Date(startsAt), new Date(endsAt)]
  const firstDay = dateInZone(start, zone)
  const lastDay = dateInZone(end, zone)
  const until = lastDay === firstDay ? '' : `${formatDay(lastDay, today, locale)}, `
  return `${capital(formatDay(firstDay, today, locale))}, ${format.format(start)} – ${until}${format.format(end)}`
}

/** A calendar date in full: "Friday 20 March". */
export function formatLongDay(date: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))
}

/** A text that begins with a capital letter, as where it stands alone. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

/** "1 day", "12 days". */
export function countDays(days: number): string {
  return `${days} ${days === 1 ? 'day' : 'days'}`
}
