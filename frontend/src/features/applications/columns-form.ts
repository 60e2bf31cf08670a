/** The columns of the board while they are edited. Pure. */
import type { Stage, StageInput, Status } from '@/api/types'
import { statuses } from '@/lib/status'
import { stageKey } from './board-stages'

/** A column in the form. */
export interface EditedColumn {
  /** Stays with it while it is moved and renamed. */
  key: string
  /** Null for one that the server does not have. */
  id: number | null
  name: string
  status: Status
  color: string
  /** How many applications lie in it. */
  count: number
}

/** The form of a board. */
export function toColumns(stages: readonly Stage[]): EditedColumn[] {
  return stages.map((stage) => ({
    key: stageKey(stage),
    id: stage.id,
    name: stage.name,
    status: stage.status,
    color: stage.color,
    count: stage.count,
  }))
}

/** What the server takes, in the order of the board. */
export function toStages(columns: readonly EditedColumn[]): StageInput[] {
  return columns.map(({ id, name, status, color }) => ({ id, name: name.trim(), status, color }))
}

/** The columns with one of them at another place; unchanged where there is no such place. */
export function moveColumn(columns: readonly EditedColumn[], from: number, to: number): EditedColumn[] {
  const moved = columns[from]
  if (moved === undefined || to < 0 || to >= columns.length) return [...columns]
  const rest = columns.filter((_, place) => place !== from)
  return [...rest.slice(0, to), moved, ...rest.slice(to)]
}

/** The column to which the applications of another one fall when that goes; undefined where it has to stay. */
export function heirOf(columns: readonly EditedColumn[], gone: EditedColumn): EditedColumn | undefined {
  return columns.find(({ key, status }) => key !== gone.key && status === gone.status)
}

/** What is wrong with the columns, by key; the empty key means the whole board. */
export function complaintsOf(columns: readonly EditedColumn[]): Record<string, string> {
  const complaints: Record<string, string> = {}
  const names = new Set<string>()
  for (const { key, name } of columns) {
    const plain = name.trim().replace(/\s+/g, ' ').toLowerCase()
    if (plain === '') complaints[key] = 'Enter a name.'
    else if (names.has(plain)) complaints[key] = 'Another column has this name.'
    names.add(plain)
  }
  const missing = statuses.filter((wanted) => !columns.some(({ status }) => status === wanted))
  if (missing.length > 0) complaints[''] = `Every status needs a column. Missing: ${missing.join(', ')}.`
  return complaints
}
