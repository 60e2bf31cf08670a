/** What is to be known of a row, in a line. Pure. */
import type { ImportRow } from '@/api/types'
import { fieldInWords, someOf } from './import-words'

/** The most important thing first: problems, what it repeats, what changes, what is not imported. */
export function noteOf(row: ImportRow): string {
  const { problems, duplicate_of: duplicate, changes, left } = row
  const [problem] = problems
  if (problem) {
    const rest = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
    return `${problem.column ? `${problem.column}: ` : ''}${problem.message}${rest}`
  }
  if (duplicate) {
    const place = duplicate.id === null && duplicate.row !== null ? `row ${duplicate.row}, ` : ''
    return `Repeats ${place}${[duplicate.title, duplicate.company].filter(Boolean).join(', ')}`
  }
  const fields = Object.keys(changes)
  if (fields.length > 0) return `Changes ${someOf(fields.map(fieldInWords), 3)}`
  const cells = Object.keys(left)
  if (cells.length > 0) return `Not imported: ${someOf(cells, 3)}`
  return ''
}
