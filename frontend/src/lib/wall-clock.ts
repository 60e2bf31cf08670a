/** Times as the clock on a wall shows them, which zones skip and repeat when clocks are set. Pure. */
import { tzOffset } from '@date-fns/tz'

const minute = 60_000
const day = 24 * 60 * minute

/**
 * The offsets from UTC (`+02:00`) with which a `datetime-local` value is shown in an IANA zone: one as a rule, two
 * where the clocks are set back over it (the earlier time first), none where they skip it or it is no time.
 */
export function offsetsOf(local: string, zone: string): string[] {
  const shown = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) ? Date.parse(`${local}Z`) : NaN
  if (Number.isNaN(shown)) return []
  // No zone sets its clocks twice in two days.
  const around = [shown - day, shown + day].map((at) => tzOffset(zone, new Date(at)))
  return [...new Set(around)]
    .filter((offset) => tzOffset(zone, new Date(shown - offset * minute)) === offset)
    .sort((one, other) => other - one)
    .map(formatOffset)
}

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes)
  const part = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${part(Math.floor(size / 60))}:${part(size % 60)}`
}
