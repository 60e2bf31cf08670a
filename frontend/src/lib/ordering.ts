/** The order of a list as the API writes it: `-posted_on,company`. Pure. */
import { readText } from './search-params'

export type Direction = 'ascending' | 'descending'

const limit = 3

/** An order by the fields that are allowed, each once; undefined where none is. */
export function readOrdering(value: unknown, allowed: readonly string[]): string | undefined {
  const keys: string[] = []
  for (const key of (readText(value) ?? '').split(',')) {
    const field = fieldOf(key)
    if (allowed.includes(field) && !keys.some((other) => fieldOf(other) === field)) keys.push(key)
  }
  return keys.slice(0, limit).join(',') || undefined
}

/** Whether, and which way, an order sorts by a field; `rank` counts from 1 where several fields do. */
export function sortOf(
  ordering: string,
  field: string,
): { direction: Direction; rank: number | null } | null {
  const keys = ordering.split(',')
  const index = keys.findIndex((key) => fieldOf(key) === field)
  if (index < 0) return null
  return {
    direction: keys[index]?.startsWith('-') ? 'descending' : 'ascending',
    rank: keys.length > 1 ? index + 1 : null,
  }
}

/**
 * The order after a click on a column: first its usual direction, then the other one. With `isAdding` the column
 * is put behind those that sort already, turned round there, or taken out.
 */
export function toggleSort(ordering: string, field: string, first: Direction, isAdding: boolean): string {
  const now = sortOf(ordering, field)
  const initial = write(field, first)
  const turned = write(field, first === 'ascending' ? 'descending' : 'ascending')
  if (!isAdding) return now?.direction === first ? turned : initial
  const keys = ordering.split(',').filter((key) => fieldOf(key) !== 'relevance')
  if (!now) return [...keys, initial].slice(-limit).join(',')
  if (now.direction === first) return keys.map((key) => (fieldOf(key) === field ? turned : key)).join(',')
  const rest = keys.filter((key) => fieldOf(key) !== field)
  return rest.length > 0 ? rest.join(',') : initial
}

function fieldOf(key: string): string {
  return key.replace(/^-/, '')
}

function write(field: string, direction: Direction): string {
  return direction === 'descending' ? `-${field}` : field
}
