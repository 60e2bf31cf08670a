import { describe, expect, it } from 'vitest'
import type { ImportTable, ImportTarget } from '@/api/types'
import {
  choicesFrom,
  choicesWith,
  columnsNotImported,
  countChanges,
  isIncluded,
  missingTargets,
  noDraft,
  notImported,
  targetOf,
  targetOptions,
  withIncluded,
  withTarget,
} from './mapping'

const table: ImportTable = {
  name: 'Jobs.csv',
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  header_row: 1,
  layout: '',
  layout_label: '',
  has_own_mapping: false,
  nothing_to_import: '',
  rows: 3,
  columns: [
    { name: 'Role', target: 'title', samples: ['Gardener'] },
    { name: 'Firm', target: null, samples: ['Botanik'] },
  ],
  date_order: null,
  ambiguous_dates: {},
  unknown_statuses: {},
  warnings: [],
  is_included: true,
}
const targets: ImportTarget[] = [
  { name: 'title', label: 'Title', kind: 'text', part: 'job', repeats: false },
  { name: 'company', label: 'Company', kind: 'text', part: 'job', repeats: false },
  { name: 'status', label: 'Status of the application', kind: 'status', part: 'application', repeats: false },
]
const firm = { name: 'Firm', target: null, samples: ['Botanik'] }

describe('a change of the mapping', () => {
  it('holds for its column', () => {
    const draft = withTarget(noDraft, table, 'Firm', 'company')
    expect(targetOf(draft, table, firm)).toBe('company')
    expect(countChanges(draft)).toBe(1)
    expect(choicesFrom(draft)).toEqual([{ name: 'Jobs.csv', columns: { Firm: 'company' } }])
  })

  it('is none where the column is as it was', () => {
    const draft = withTarget(withTarget(noDraft, table, 'Firm', 'company'), table, 'Firm', null)
    expect(countChanges(draft)).toBe(0)
    expect(choicesFrom(draft)).toEqual([])
  })

  it('can be that nothing of the column comes in', () => {
    const draft = withTarget(noDraft, table, 'Role', null)
    expect(choicesFrom(draft)).toEqual([{ name: 'Jobs.csv', columns: { Role: null } }])
    expect(columnsNotImported(draft, table)).toEqual(['Role', 'Firm'])
  })

  it('stands beside leaving the table out', () => {
    const draft = withIncluded(withTarget(noDraft, table, 'Firm', 'company'), table, false)
    expect(isIncluded(draft, table)).toBe(false)
    expect(countChanges(draft)).toBe(2)
    expect(choicesFrom(draft)).toEqual([
      { name: 'Jobs.csv', is_included: false, columns: { Firm: 'company' } },
    ])
    expect(countChanges(withIncluded(draft, table, true))).toBe(1)
  })
})

it('goes along with an answer', () => {
  const draft = withTarget(noDraft, table, 'Firm', 'company')
  expect(choicesWith(draft, 'Jobs.csv', { date_order: 'dmy' })).toEqual([
    { name: 'Jobs.csv', columns: { Firm: 'company' }, date_order: 'dmy' },
  ])
  expect(choicesWith(draft, 'Other.csv', { date_order: 'dmy' })).toHaveLength(2)
})

describe('what a posting must have', () => {
  it('is missing until a column is it', () => {
    expect(missingTargets(noDraft, table, targets)).toEqual(['Company'])
    expect(missingTargets(withTarget(noDraft, table, 'Firm', 'company'), table, targets)).toEqual([])
  })

  it('is not needed where postings are known by their numbers', () => {
    expect(missingTargets(withTarget(noDraft, table, 'Firm', 'id'), table, targets)).toEqual([])
  })
})

it('offers nothing, and the targets by what they belong to', () => {
  expect(targetOptions(targets)).toEqual([
    { value: notImported, label: 'Not imported' },
    {
      group: 'Posting',
      items: [
        { value: 'title', label: 'Title' },
        { value: 'company', label: 'Company' },
      ],
    },
    { group: 'Application', items: [{ value: 'status', label: 'Status of the application' }] },
  ])
})
