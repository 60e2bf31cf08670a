/** What a backup holds, in words. Pure. */
import type { RestoreResult } from '@/api/types'
import { capital } from '@/lib/days'

/** By table of a backup: one of its rows, and several. Those that are left out here are parts of others. */
const nouns: Readonly<Record<string, readonly [one: string, many: string]>> = {
  jobs: ['posting', 'postings'],
  applications: ['application', 'applications'],
  interviews: ['interview', 'interviews'],
  tasks: ['task', 'tasks'],
  contacts: ['contact', 'contacts'],
  activities: ['entry of the log', 'entries of the log'],
  documents: ['document', 'documents'],
  document_versions: ['version of documents', 'versions of documents'],
  status_history: ['move between statuses', 'moves between statuses'],
  saved_views: ['saved view', 'saved views'],
  stages: ['column of the board', 'columns of the board'],
  skills: ['skill', 'skills'],
  reminder_rules: ['reminder rule', 'reminder rules'],
}

/** What a kind of rows is called. */
export function tableName(table: string, count: number): string {
  const [one, many] = nouns[table] ?? [table, table]
  return (count === 1 ? one : many).replaceAll('_', ' ')
}

/** One kind of rows that a backup holds. */
export interface Holding {
  table: string
  label: string
  /** How many are added, and how many the account has already. */
  added: number
  kept: number
}

/** What a backup holds of each kind, what matters most first; what hangs on it in one number at the end. */
export function holdingsOf({ counts, kept }: Pick<RestoreResult, 'counts' | 'kept'>): Holding[] {
  const numbers = (table: string) => ({ added: counts[table] ?? 0, kept: kept[table] ?? 0 })
  const named = Object.keys(nouns).map((table) => {
    const { added, kept: there } = numbers(table)
    return { table, label: capital(tableName(table, added + there)), added, kept: there }
  })
  const rest = { table: '', label: 'Links and histories of these', added: 0, kept: 0 }
  for (const table of new Set([...Object.keys(counts), ...Object.keys(kept)])) {
    if (table in nouns) continue
    rest.added += numbers(table).added
    rest.kept += numbers(table).kept
  }
  return [...named, rest].filter(({ added, kept: there }) => added + there > 0)
}

/** One complaint about any number of rows. */
export interface Complaint {
  message: string
  /** Where it was found: "postings, rows 1, 12, 20 and 9 more". */
  where: string
}

type Problem = RestoreResult['problems'][number]
/** As many rows are named as one looks up. */
const namedRows = 3

/** The problems of a backup, each message once. */
export function complaintsOf(problems: readonly Problem[]): Complaint[] {
  const groups = new Map<string, Problem[]>()
  for (const problem of problems) {
    const key = JSON.stringify([problem.message, problem.table])
    groups.set(key, [...(groups.get(key) ?? []), problem])
  }
  return [...groups.values()].map((alike) => ({ message: alike[0]?.message ?? '', where: placeOf(alike) }))
}

function placeOf(alike: readonly Problem[]): string {
  const table = tableName(alike[0]?.table ?? '', 2)
  const rows = alike.flatMap(({ row }) => (row === null ? [] : [row.toLocaleString()]))
  if (rows.length === 0) return table
  const more = rows.length - namedRows
  const end = more > 0 ? ` and ${more.toLocaleString()} more` : ''
  return `${table}, ${rows.length === 1 ? 'row' : 'rows'} ${rows.slice(0, namedRows).join(', ')}${end}`
}
