/** The formats of an export, and what is asked of the server for each. Pure. */
import type { ListName } from '@/api/types'
import type { FilterTexts } from '@/lib/filter-texts'

/** By name: what people call it and what it is for, and what the server calls it. */
export const formats = {
  csv: { label: 'CSV', hint: 'A table for any program', name: 'csv' },
  excel_csv: { label: 'CSV for Excel', hint: 'So that accents stay right', name: 'csv' },
  xlsx: { label: 'Excel workbook (XLSX)', hint: 'Dates and numbers as such', name: 'xlsx' },
  json: { label: 'JSON', hint: 'For programs', name: 'json' },
  ndjson: { label: 'NDJSON', hint: 'For programs, one row on each line', name: 'ndjson' },
  pdf: { label: 'PDF', hint: 'To print, or to hand over', name: 'pdf' },
} as const
export type Format = keyof typeof formats
export const formatNames = Object.keys(formats) as Format[]

/** What is to be exported. */
export interface Export {
  list: ListName
  format: Format
  /** Filters and order, as the list's API takes them. */
  query: FilterTexts
  /** Columns in their order; undefined for all. */
  fields: string[] | undefined
}

/** What a PDF has room for. */
const pdfColumns = 10
const pdfRows = 8000

/** Why so many rows and columns (undefined: none were chosen) do not go into a format, or null. */
export function roomProblem(
  format: Format,
  rows: number | undefined,
  columns: number | undefined,
): string | null {
  if (format !== 'pdf') return null
  if ((columns ?? 0) > pdfColumns) return `A PDF has room for ${pdfColumns} columns. Choose fewer.`
  if ((rows ?? 0) > pdfRows)
    return `A PDF has room for ${pdfRows.toLocaleString()} rows. Narrow the list by filters, or take another format.`
  return null
}

/** More rows than these are made ahead: a workbook takes its time, and a download that breaks off begins anew. */
const mostDirectRows: Readonly<Record<Format, number>> = {
  csv: 50_000,
  excel_csv: 50_000,
  xlsx: 2_000,
  json: 50_000,
  ndjson: 50_000,
  pdf: 0,
}

/** True where the server makes the file ahead, in a run; else it is written while it is downloaded. */
export function isMadeAhead(format: Format, rows: number): boolean {
  return rows > mostDirectRows[format]
}

/** Where a file is downloaded that is written meanwhile. */
export function downloadPath({ list, format, query, fields }: Export): string {
  const parameters = new URLSearchParams()
  parameters.set('format', formats[format].name)
  if (format === 'excel_csv') parameters.set('bom', 'true')
  if (fields) parameters.set('fields', fields.join(','))
  for (const [name, values] of Object.entries(query))
    for (const value of values) parameters.append(name, value)
  return `/api/v1/exports/${list}/?${parameters.toString()}`
}
