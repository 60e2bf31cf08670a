/** What imports, their tables and rows are called. Pure. */
import type { Import, ImportRow, ImportTable, Verdict } from '@/api/types'
import { formatDate, formatInstant } from '@/lib/dates'

export const verdicts: readonly Verdict[] = ['new', 'updates', 'same', 'duplicate', 'error']

/** What a row with a verdict is called. */
export const verdictLabels: Readonly<Record<Verdict, string>> = {
  new: 'New',
  updates: 'Updates',
  same: 'Unchanged',
  duplicate: 'Probable duplicate',
  error: 'Error',
}

/** The theme colour of a verdict. */
export const verdictColors: Readonly<Record<Verdict, string>> = {
  new: 'green',
  updates: 'blue',
  same: 'gray',
  duplicate: 'yellow',
  error: 'red',
}

export const stateLabels: Readonly<Record<Import['state'], string>> = {
  reading: 'Reading',
  ready: 'Ready to import',
  committing: 'Importing',
  committed: 'Imported',
  undoing: 'Undoing',
  undone: 'Undone',
  failed: 'Not readable',
  cancelled: 'Cancelled',
}

export const stateColors: Readonly<Record<Import['state'], string>> = {
  reading: 'blue',
  ready: 'yellow',
  committing: 'blue',
  committed: 'green',
  undoing: 'blue',
  undone: 'gray',
  failed: 'red',
  cancelled: 'gray',
}

/** True while a worker is at it. */
export function isBusy({ state }: Pick<Import, 'state'>): boolean {
  return state === 'reading' || state === 'committing' || state === 'undoing'
}

export const encodingLabels = {
  'utf-8': 'UTF-8',
  'utf-16': 'UTF-16',
  cp1252: 'Windows-1252 (Western European)',
} as const

export const delimiterLabels = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
} as const

const formatLabels: Readonly<Record<ImportTable['format'], string>> = {
  csv: 'CSV',
  tsv: 'TSV',
  xlsx: 'Excel sheet',
  json: 'JSON',
  ndjson: 'NDJSON',
}

/** What each reason for a probable duplicate means. */
const reasonLabels: Readonly<Record<string, string>> = {
  same_url: 'It has the same address.',
  same_role: 'It has the same company, title and location.',
  same_reference: 'It has the same reference of the same source.',
  same_application: 'It tells of the same application.',
  open_application: 'There is an open application for this posting already.',
}

/** Why a row probably repeats another posting. */
export function reasonInWords({ reason }: NonNullable<ImportRow['duplicate_of']>): string {
  return reasonLabels[reason] ?? ''
}

/** "CSV, UTF-8, semicolons, header in row 1, 1,204 rows": how a table was read. */
export function tableInWords(table: ImportTable): string {
  return [
    formatLabels[table.format],
    table.encoding !== null && labelIn(encodingLabels, table.encoding),
    table.delimiter !== null &&
      table.format !== 'tsv' &&
      `separated by ${labelIn(delimiterLabels, table.delimiter).toLowerCase()}`,
    table.header_row !== null &&
      (table.header_row > 0 ? `column names in row ${table.header_row}` : 'no column names'),
    countRows(table.rows),
  ]
    .filter(Boolean)
    .join(' · ')
}

function labelIn(labels: Readonly<Record<string, string>>, name: string): string {
  return labels[name] ?? name
}

/** What a table is called where a file has several, and where it has one. */
export function nameOfTable({ name }: Pick<ImportTable, 'name'>): string {
  return name || 'The table'
}

/** "1 row", "1,204 rows". */
export function countRows(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? 'row' : 'rows'}`
}

/** All rows of a preview, whatever their verdict. */
export function countAll(counts: Import['verdicts']): number {
  return verdicts.reduce((sum, verdict) => sum + counts[verdict], 0)
}

/** A list in words that ends: "A, B and 3 more". */
export function someOf(names: readonly string[], most: number): string {
  const rest = names.length - most
  if (rest <= 1) return new Intl.ListFormat('en').format(names)
  return `${names.slice(0, most).join(', ')} and ${rest} more`
}

/** The name of a field for people: "applied_on" becomes "Applied on"; those of the application say so. */
export function fieldInWords(field: string): string {
  const [name = '', ...path] = field.split('.').reverse()
  const words = name === 'url' ? 'link' : name.replaceAll('_', ' ')
  return (path.length > 0 ? `${path.reverse().join(' ')}: ${words}` : words).replace(/^./, (letter) =>
    letter.toLocaleUpperCase(),
  )
}

const day = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

/** A value of the API in one line of text, instants in an IANA zone; empty where there is none. */
export function valueInWords(value: unknown, zone: string): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') {
    if (Number.isNaN(Date.parse(value))) return value
    return day.test(value) ? formatDate(value) : instant.test(value) ? formatInstant(value, zone) : value
  }
  const inner = (part: unknown) => valueInWords(part, zone)
  if (Array.isArray(value)) return value.map(inner).filter(Boolean).join(', ')
  return Object.entries(value)
    .filter(([, part]) => inner(part) !== '')
    .map(([name, part]) => `${name.replaceAll('_', ' ')}: ${inner(part)}`)
    .join('; ')
}

/** A text of the API, or nothing where the value is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
