import { describe, expect, it } from 'vitest'
import type { ImportRow, ImportTable } from '@/api/types'
import { fieldInWords, someOf, tableInWords, valueInWords } from './import-words'
import { readImportSearch } from './import-search'
import { countThings, resultInWords, undoInWords } from './results'
import { noteOf } from './row-notes'
import { adviceFor } from './upload-advice'

const csv: ImportTable = {
  name: '',
  format: 'csv',
  encoding: 'cp1252',
  delimiter: ';',
  header_row: 1,
  layout: '',
  layout_label: '',
  has_own_mapping: false,
  nothing_to_import: '',
  rows: 1204,
  columns: [],
  date_order: null,
  ambiguous_dates: {},
  unknown_statuses: {},
  warnings: [],
  is_included: true,
}

describe('how a table was read', () => {
  it('is said in a line', () => {
    expect(tableInWords(csv)).toBe(
      `CSV · Windows-1252 (Western European) · separated by semicolon · column names in row 1 · ${(1204).toLocaleString()} rows`,
    )
  })

  it('leaves out what the format does not have', () => {
    const json: ImportTable = {
      ...csv,
      format: 'json',
      encoding: null,
      delimiter: null,
      header_row: null,
      rows: 1,
    }
    expect(tableInWords(json)).toBe('JSON · 1 row')
  })

  it('says that there are no names', () => {
    expect(tableInWords({ ...csv, header_row: 0 })).toContain('no column names')
  })
})

describe('values for people', () => {
  it('are texts of any shape', () => {
    expect(valueInWords(null, 'UTC')).toBe('')
    expect(valueInWords(false, 'UTC')).toBe('no')
    expect(valueInWords(['Go', 'Python'], 'UTC')).toBe('Go, Python')
    expect(valueInWords([{ status: 'applied', occurred_at: 'in March', note: '' }], 'UTC')).toBe(
      'status: applied; occurred at: in March',
    )
    expect(valueInWords('2026-99-99', 'UTC')).toBe('2026-99-99')
    expect(valueInWords('150000.00', 'UTC')).toBe('150000.00')
    expect(valueInWords('2026-09-02T22:00:00+00:00', 'Europe/Zurich')).toMatch(/3/)
  })

  it('belong to fields with names', () => {
    expect(fieldInWords('applied_on')).toBe('Applied on')
    expect(fieldInWords('application.applied_on')).toBe('Application: applied on')
  })

  it('end where there are too many', () => {
    expect(someOf(['A', 'B', 'C'], 3)).toBe('A, B, and C')
    expect(someOf(['A', 'B', 'C', 'D', 'E'], 3)).toBe('A, B, C and 2 more')
  })
})

const row: ImportRow = {
  id: 1,
  number: 2,
  table: '',
  verdict: 'new',
  job: { title: 'Gardener' },
  application: null,
  target: { job: null, application: null },
  duplicate_of: null,
  changes: {},
  problems: [],
  left: {},
  remarks: {},
}

describe('what is to be known of a row', () => {
  it('is its first problem', () => {
    const problem = { column: 'Date', code: 'invalid', message: 'There is no such day.', value: '31/02/2026' }
    expect(noteOf({ ...row, problems: [problem], left: { Colour: 'red' } })).toBe(
      'Date: There is no such day.',
    )
    expect(noteOf({ ...row, problems: [problem, problem] })).toBe('Date: There is no such day. (and 1 more)')
  })

  it('is what it repeats, what changes, or what is left', () => {
    const duplicate = { id: 7, row: null, title: 'Gardener', company: 'Botanik', reason: 'same_url' } as const
    expect(noteOf({ ...row, duplicate_of: duplicate })).toBe('Repeats Gardener, Botanik')
    expect(noteOf({ ...row, duplicate_of: { ...duplicate, id: null, row: 4 } })).toBe(
      'Repeats row 4, Gardener, Botanik',
    )
    expect(noteOf({ ...row, changes: { company: { from: 'A', to: 'B' } } })).toBe('Changes Company')
    expect(noteOf({ ...row, left: { Colour: 'red' } })).toBe('Not imported: Colour')
    expect(noteOf(row)).toBe('')
  })
})

describe('what came of an import', () => {
  const none = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 }
  const summary = {
    jobs: { ...none, created: 3, updated: 1 },
    applications: { ...none, created: 1 },
    row_numbers: [],
    kept: 0,
  }
  const verdicts = { new: 3, updates: 1, same: 0, duplicate: 0, error: 1 }
  const one = {
    id: 'a',
    file_name: 'jobs.csv',
    size: 1,
    percent: 100,
    problem: null,
    tables: [],
    left_out: {},
    options: { encoding: null, delimiter: null, header_row: null },
    can_be_undone_until: null,
    created_at: '2026-11-23T09:00:00Z',
    committed_at: null,
    undone_at: null,
    verdicts,
  }

  it('is what was written', () => {
    expect(resultInWords({ ...one, state: 'committed', summary })).toBe(
      '3 postings and 1 application created, 1 posting updated',
    )
    const nothing = { ...summary, jobs: none, applications: none }
    expect(resultInWords({ ...one, state: 'committed', summary: nothing })).toBe('nothing new')
  })

  it('is what would be, before', () => {
    expect(resultInWords({ ...one, state: 'ready', summary: null })).toBe(
      '5 rows: 3 new, 1 with changes, 1 with an error',
    )
    expect(resultInWords({ ...one, state: 'reading', summary: null })).toBe('')
  })

  it('can be taken back', () => {
    expect(undoInWords(summary)).toBe(
      'What it created goes to the trash: 3 postings and 1 application. What it changed is as it was before: 1 posting.',
    )
    expect(countThings(summary, ['failed'])).toEqual([])
  })
})

it('says what to do about a file that is too large or of another kind', () => {
  expect(adviceFor({ status: 413, code: 'too_large' })[0]).toContain('smaller')
  expect(adviceFor({ status: 415, code: 'unsupported_media_type' })[0]).toContain('CSV')
  expect(adviceFor({ status: 500, code: 'error' })).toEqual([])
})

it('reads the view state of an import', () => {
  expect(readImportSearch({ verdict: 'error', table: 'Jobs.csv' })).toEqual({
    verdict: 'error',
    table: 'Jobs.csv',
  })
  expect(readImportSearch({ verdict: 'wrong', table: '' })).toEqual({ verdict: undefined, table: undefined })
})
