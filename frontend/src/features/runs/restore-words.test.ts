import { describe, expect, it } from 'vitest'
import { complaintsOf, holdingsOf } from './restore-words'

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

describe('the problems of a backup', () => {
  const problem = { code: 'invalid', message: 'Not a status.', table: 'jobs', column: 'status' }

  it('say where they lie, each message once', () => {
    const rows = [1, 12, 20, 31, 1200].map((row) => ({ ...problem, row }))
    const other = { ...problem, message: 'Too long.', row: 7 }
    expect(complaintsOf([...rows.slice(0, 2), other, ...rows.slice(2)])).toEqual([
      { message: 'Not a status.', where: 'postings, rows 1, 12, 20 and 2 more' },
      { message: 'Too long.', where: 'postings, row 7' },
    ])
  })

  it('may be about a whole table', () => {
    expect(complaintsOf([{ ...problem, table: 'source_rows', row: null }])).toEqual([
      { message: 'Not a status.', where: 'source rows' },
    ])
  })
})
