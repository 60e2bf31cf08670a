/** Times in the person's zone. */
import { formatDayOf, formatDaysAgo, formatInstant } from '@/lib/dates'
import { usePreferences } from '@/lib/preferences'

/** An instant as date and time. */
export function Instant({ at }: { at: string }) {
  const { timeZone } = usePreferences()
  return <time dateTime={at}>{formatInstant(at, timeZone)}</time>
}

/** An instant as the day it falls on, with the full time on hover. */
export function DayOf({ at }: { at: string }) {
  const { timeZone } = usePreferences()
  return (
    <time dateTime={at} title={formatInstant(at, timeZone)}>
      {formatDayOf(at, timeZone)}
    </time>
  )
}

/** An instant as "3 days ago", with the full time on hover. */
export function DaysAgo({ at }: { at: string }) {
  const { timeZone } = usePreferences()
  return (
    <time dateTime={at} title={formatInstant(at, timeZone)}>
      {formatDaysAgo(at, new Date(), timeZone)}
    </time>
  )
}
