/** The choices of an address that other calendars read. Pure. */
import type { CalendarFeed, CalendarFeedInput } from '@/api/types'

/** The form of an address. */
export interface FeedValues {
  name: string
  shows: string[]
  /** Minutes before an interview, or the empty text for none. */
  alarm: string
}

/** What an address can show. */
export const feedContents = [
  { value: 'interviews', label: 'Interviews' },
  { value: 'deadlines', label: 'Deadlines of postings' },
  { value: 'tasks', label: 'Tasks and follow-ups' },
] as const

const alarms = [0, 10, 15, 30, 60, 120, 1440]

/** How long before an interview a calendar speaks up, in words. */
export function alarmLabel(minutes: number | null): string {
  if (minutes === null) return 'No alarm'
  if (minutes === 0) return 'When it begins'
  if (minutes % 1440 === 0) return minutes === 1440 ? 'A day before' : `${minutes / 1440} days before`
  if (minutes % 60 === 0) return minutes === 60 ? 'An hour before' : `${minutes / 60} hours before`
  return `${minutes} minutes before`
}

/** The choices of an alarm, with the one that there is. */
export function alarmOptions(current: string): { value: string; label: string }[] {
  const own = current === '' || alarms.includes(Number(current)) ? [] : [Number(current)]
  const minutes = [...alarms, ...own].sort((a, b) => a - b)
  return [
    { value: '', label: alarmLabel(null) },
    ...minutes.map((value) => ({ value: String(value), label: alarmLabel(value) })),
  ]
}

/** The form of an address that there is, or of a new one. */
export function toFeedValues(feed: CalendarFeed | null): FeedValues {
  if (!feed) return { name: '', shows: feedContents.map(({ value }) => value), alarm: '60' }
  return {
    name: feed.name,
    shows: feedContents.map(({ value }) => value).filter((content) => feed[content]),
    alarm: feed.alarm_minutes === null ? '' : String(feed.alarm_minutes),
  }
}

/** What the API takes. */
export function toFeedInput({ name, shows, alarm }: FeedValues): CalendarFeedInput {
  return {
    name: name.trim(),
    interviews: shows.includes('interviews'),
    deadlines: shows.includes('deadlines'),
    tasks: shows.includes('tasks'),
    alarm_minutes: alarm === '' ? null : Number(alarm),
  }
}

/** The address by which programs on this machine open their own "subscribe". */
export function toWebcal(url: string): string {
  return url.replace(/^https?:/, 'webcal:')
}
