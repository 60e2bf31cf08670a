/** Changes to how the columns of a file are mapped, before they are sent. Pure. */
import type { ImportChoices, ImportTable, ImportTarget } from '@/api/types'

/** What a person has changed of a table: whether it comes in, and targets by the column's name. */
export interface TableDraft {
  isIncluded?: boolean
  columns: Readonly<Record<string, string | null>>
}

/** Changed tables by their name. */
export type Draft = Readonly<Record<string, TableDraft>>

export const noDraft: Draft = {}

/** The target that a column has now; null: it is not imported. */
export function targetOf(draft: Draft, table: ImportTable, column: ImportTable['columns'][number]) {
  const changed = draft[table.name]?.columns[column.name]
  return changed === undefined ? column.target : changed
}

/** Whether a table comes in now. */
export function isIncluded(draft: Draft, table: ImportTable): boolean {
  return draft[table.name]?.isIncluded ?? table.is_included
}

/** The draft with another target for a column; what is as the server has it is no change. */
export function withTarget(draft: Draft, table: ImportTable, column: string, target: string | null): Draft {
  const { [column]: _, ...others } = draft[table.name]?.columns ?? {}
  const before = table.columns.find(({ name }) => name === column)?.target ?? null
  const columns = target === before ? others : { ...others, [column]: target }
  return withTable(draft, table.name, { ...draft[table.name], columns })
}

/** The draft with a table that comes in, or does not. */
export function withIncluded(draft: Draft, table: ImportTable, isIn: boolean): Draft {
  const { columns = {} } = draft[table.name] ?? {}
  return withTable(
    draft,
    table.name,
    isIn === table.is_included ? { columns } : { columns, isIncluded: isIn },
  )
}

function withTable(draft: Draft, name: string, table: TableDraft): Draft {
  const { [name]: _, ...others } = draft
  const isEmpty = table.isIncluded === undefined && Object.keys(table.columns).length === 0
  return isEmpty ? others : { ...others, [name]: table }
}

/** How many things the draft changes. */
export function countChanges(draft: Draft): number {
  return Object.values(draft).reduce(
    (sum, { isIncluded, columns }) => sum + Object.keys(columns).length + (isIncluded === undefined ? 0 : 1),
    0,
  )
}

/** The draft in the words of the API. */
export function choicesFrom(draft: Draft): TableChoices[] {
  return Object.entries(draft).map(([name, { isIncluded: isIn, columns }]) => ({
    name,
    ...(isIn !== undefined && { is_included: isIn }),
    ...(Object.keys(columns).length > 0 && { columns }),
  }))
}

type TableChoices = NonNullable<ImportChoices['tables']>[number]
/** What a person answered to a question about a table. */
export type TableAnswer = Omit<TableChoices, 'name'>

/** The draft in the words of the API, with an answer about one table. */
export function choicesWith(draft: Draft, name: string, answer: TableAnswer): TableChoices[] {
  const tables = choicesFrom(draft)
  const changed = tables.find((table) => table.name === name)
  return [...tables.filter((table) => table !== changed), { name, ...changed, ...answer }]
}

/** What stands for "not imported" in a field, whose values are texts. */
export const notImported = '-'

/** The targets as the options of a field: nothing, those of the posting, those of the application. */
export function targetOptions(targets: readonly ImportTarget[]) {
  const optionsOf = (part: ImportTarget['part']) =>
    targets.filter((target) => target.part === part).map(({ name, label }) => ({ value: name, label }))
  return [
    { value: notImported, label: 'Not imported' },
    { group: 'Posting', items: optionsOf('job') },
    { group: 'Application', items: optionsOf('application') },
  ]
}

/** The columns of a table that are not imported as the draft has it. */
export function columnsNotImported(draft: Draft, table: ImportTable): string[] {
  return table.columns.filter((column) => targetOf(draft, table, column) === null).map(({ name }) => name)
}

/** Whether what a posting must have is missing: nothing of the table could come in. */
export function missingTargets(draft: Draft, table: ImportTable, targets: readonly ImportTarget[]): string[] {
  const given = new Set(table.columns.map((column) => targetOf(draft, table, column)))
  // Known by its number here, a posting has both already.
  if (given.has('id')) return []
  return targets.filter(({ name }) => required.includes(name) && !given.has(name)).map(({ label }) => label)
}

const required: readonly string[] = ['title', 'company']
