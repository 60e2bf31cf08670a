/** What committing an import would write. Pure. */
import type { CommitInput, Import } from '@/api/types'
import { countRows } from './import-words'

export type CommitChoices = Required<CommitInput>

/** What becomes of how many rows. */
export interface CommitPlan {
  /** New, or changing what is there. */
  written: number
  /** There already, as they are. */
  unchanged: number
  /** Left out because they probably repeat something. */
  skipped: number
  /** Left out because they have errors. */
  leftOut: number
  /** Why it cannot be done as chosen, or null. */
  obstacle: 'errors' | 'nothing' | null
}

/** What the choices come to, with the rows of a preview. */
export function planOf(counts: Import['verdicts'], { mode, duplicates }: CommitChoices): CommitPlan {
  const created = duplicates === 'create' ? counts.duplicate : 0
  const written = counts.new + counts.updates + created
  return {
    written,
    unchanged: counts.same,
    skipped: counts.duplicate - created,
    leftOut: counts.error,
    obstacle: counts.error > 0 && mode === 'all_or_nothing' ? 'errors' : written === 0 ? 'nothing' : null,
  }
}

/** What else happens beside writing: "12 rows are there already, 3 rows are left out." Empty where nothing does. */
export function restInWords({ unchanged, skipped, leftOut }: CommitPlan): string {
  const parts = [
    unchanged > 0 && `${countRows(unchanged)} ${are(unchanged)} here already`,
    skipped > 0 &&
      `${countRows(skipped)} ${are(skipped)} skipped as ${skipped === 1 ? 'a duplicate' : 'duplicates'}`,
    leftOut > 0 &&
      `${countRows(leftOut)} with ${leftOut === 1 ? 'an error' : 'errors'} ${are(leftOut)} left out`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? `${parts.join(', ')}.` : ''
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are'
}
