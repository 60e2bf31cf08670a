/** When the page of today is another one though nobody has changed anything. Pure. */
import type { Today } from '@/api/types'
import { untilMidnight } from '@/lib/days'

/** Changes on other devices are seen after this time at the latest. */
const longest = 5 * 60 * 1000
/** The server's clock may be a little behind the browser's. */
const grace = 1000

/** For how many milliseconds the page stays as it is: until the person's midnight, or an interview's end. */
export function untilItChanges(
  shown: Pick<Today, 'time_zone' | 'interviews'> | undefined,
  now: Date,
): number {
  if (shown === undefined) return longest
  const untilEnds = shown.interviews
    .map(({ ends_at }) => Date.parse(ends_at) - now.getTime())
    .filter((until) => until > 0)
  return Math.min(longest, grace + Math.min(untilMidnight(now, shown.time_zone), ...untilEnds))
}
