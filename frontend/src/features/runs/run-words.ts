/** What runs are called, and how far they are, in words. Pure. */
import type { Run, RunInput } from '@/api/types'
import { formatDate } from '@/lib/dates'

/** True as long as something may still come of it. */
export function isUnfinished({ state }: Pick<Run, 'state'>): boolean {
  return state === 'queued' || state === 'running'
}

/** True for a restore that only looks what would come of it. */
export function isTrial({ parameters }: Pick<Run, 'parameters'>): boolean {
  return parameters.is_dry_run === true
}

/** What a run makes or does: "Postings as XLSX", "Report, 1 Oct 2026 – 31 Oct 2026", "Backup". */
export function nameOf({ kind, parameters }: Pick<Run, 'kind' | 'parameters'>, locale?: string): string {
  const given = (name: string) => {
    const value = parameters[name]
    return typeof value === 'string' ? value : ''
  }
  switch (kind) {
    case 'export': {
      const list = given('resource') === 'applications' ? 'Applications' : 'Postings'
      return `${list} as ${given('format').toUpperCase()}`
    }
    case 'report': {
      const [since, until] = [given('since'), given('until')]
      if (!until) return 'Report'
      const end = formatDate(until, locale)
      return since ? `Report, ${formatDate(since, locale)} – ${end}` : `Report until ${end}`
    }
    case 'backup':
      return 'Backup'
    default:
      return isTrial({ parameters }) ? 'Trial of a backup' : 'Restore of a backup'
  }
}

/** How far an unfinished run is. */
export function progressOf({
  state,
  percent,
  is_cancelled,
}: Pick<Run, 'state' | 'percent' | 'is_cancelled'>): string {
  if (is_cancelled) return 'Stopping…'
  return state === 'queued' ? 'Waiting for its turn…' : `${percent} %`
}

/** Until when a file is there: "kept until 30 November". */
export function keptUntil(expiresAt: string, zone: string, locale?: string): string {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: zone })
  return `kept until ${day.format(new Date(expiresAt))}`
}

/** The request that begins a run anew of which nothing is left; null where a request cannot. */
export function requestAgain({
  kind,
  parameters,
  state,
}: Pick<Run, 'kind' | 'parameters' | 'state'>): RunInput | null {
  if (!['export', 'report', 'backup'].includes(kind) || !['failed', 'cancelled', 'expired'].includes(state))
    return null
  // It was in this shape when it was begun.
  return { kind, parameters } as unknown as RunInput
}

/** A mark for the states that a row does not show otherwise. */
export const stateBadges: Partial<Record<Run['state'], { label: string; color: string }>> = {
  failed: { label: 'Failed', color: 'red' },
  cancelled: { label: 'Cancelled', color: 'gray' },
  expired: { label: 'Gone', color: 'gray' },
}
