import { describe, expect, it } from 'vitest'
import { holdingsOf, placeOf } from './restore-words'

describe('what a backup holds', () => {
  it('is named, what matters first, and adds up', () => {
    const counts = { skills: 1, jobs: 3, interviewers: 4, stage_history: 2, tasks: 0 }
    expect(holdingsOf({ counts, kept: { jobs: 1, source_rows: 5 } })).toEqual([
      { table: 'jobs', label: 'Postings', added: 3, kept: 1 },
      { table: 'skills', label: 'Skill', added: 1, kept: 0 },
      { table: '', label: 'Links and histories of these', added: 6, kept: 5 },
    ])
  })

  it('is nothing where there are no rows', () => {
    expect(holdingsOf({ counts: { jobs: 0 }, kept: {} })).toEqual([])
  })
})

describe('a problem of a backup', () => {
  const problem = { code: 'invalid', message: 'Not a status.' }

  it('says where it lies', () => {
    expect(placeOf({ ...problem, table: 'jobs', row: 12, column: 'salary_min' })).toBe(
      'postings, row 12, salary min',
    )
    expect(placeOf({ ...problem, table: 'source_rows', row: null, column: '' })).toBe('source rows')
  })
})
