/** What came of an import, in words. Pure. */
import type { Import } from '@/api/types'
import { countAll, countRows, verdicts } from './import-words'

type Outcome = 'created' | 'updated' | 'unchanged' | 'skipped' | 'failed'

/** Every way in which a row can come out, in the order in which they are told. */
export const outcomes: readonly Outcome[] = ['created', 'updated', 'unchanged', 'skipped', 'failed']

export const outcomeLabels: Readonly<Record<Outcome, string>> = {
  created: 'Created',
  updated: 'Updated',
  unchanged: 'Unchanged',
  skipped: 'Skipped as duplicates',
  failed: 'Left out for errors',
}

const things = [
  ['jobs', 'posting', 'postings'],
  ['applications', 'application', 'applications'],
] as const

/** "3 postings" and "1 application" that came out in some ways; those without any are left out. */
export function countThings(summary: NonNullable<Import['summary']>, which: readonly Outcome[]): string[] {
  return things
    .map(([part, one, many]) => {
      const count = which.reduce((sum, outcome) => sum + summary[part][outcome], 0)
      return count > 0 ? `${count.toLocaleString()} ${count === 1 ? one : many}` : null
    })
    .filter((words) => words !== null)
}

const and = new Intl.ListFormat('en')

/** One line for a list: what was written, or what would be; empty where neither is known. */
export function resultInWords({ state, summary, verdicts: counts }: Import): string {
  if (summary !== null && state === 'committed') {
    const created = countThings(summary, ['created'])
    const updated = countThings(summary, ['updated'])
    const parts = [
      created.length > 0 && `${and.format(created)} created`,
      updated.length > 0 && `${and.format(updated)} updated`,
    ].filter((part) => part !== false)
    return parts.join(', ') || 'nothing new'
  }
  if (state !== 'ready' || countAll(counts) === 0) return ''
  const parts = verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict].toLocaleString()} ${partLabels[verdict](counts[verdict])}`)
  return `${countRows(countAll(counts))}: ${parts.join(', ')}`
}

const fixed = (words: string) => () => words
const partLabels = {
  new: fixed('new'),
  updates: fixed('with changes'),
  same: fixed('unchanged'),
  duplicate: (count: number) => (count === 1 ? 'probable duplicate' : 'probable duplicates'),
  error: (count: number) => (count === 1 ? 'with an error' : 'with errors'),
}

/** What taking an import back does, as a sentence. */
export function undoInWords(summary: NonNullable<Import['summary']>): string {
  const created = countThings(summary, ['created'])
  const updated = countThings(summary, ['updated'])
  const parts = [
    created.length > 0 && `What it created goes to the trash: ${and.format(created)}.`,
    updated.length > 0 && `What it changed is as it was before: ${and.format(updated)}.`,
  ].filter((part) => part !== false)
  return parts.join(' ') || 'It changed nothing.'
}
