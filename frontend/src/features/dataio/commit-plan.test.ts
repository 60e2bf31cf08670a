import { describe, expect, it } from 'vitest'
import { planOf, restInWords } from './commit-plan'

const clean = { new: 5, updates: 2, same: 1, duplicate: 0, error: 0 }
const mixed = { ...clean, duplicate: 3, error: 1 }

describe('what a commit writes', () => {
  it('is what is new and what changes', () => {
    const plan = planOf(clean, { mode: 'all_or_nothing', duplicates: 'skip' })
    expect(plan).toEqual({ written: 7, unchanged: 1, skipped: 0, leftOut: 0, obstacle: null })
    expect(restInWords(plan)).toBe('1 row is here already.')
  })

  it('is nothing while a row has an error', () => {
    expect(planOf(mixed, { mode: 'all_or_nothing', duplicates: 'skip' }).obstacle).toBe('errors')
  })

  it('is the good rows where that is chosen', () => {
    const plan = planOf(mixed, { mode: 'good_rows', duplicates: 'skip' })
    expect(plan).toMatchObject({ written: 7, skipped: 3, leftOut: 1, obstacle: null })
    expect(restInWords(plan)).toBe(
      '1 row is here already, 3 rows are skipped as duplicates, 1 row with an error is left out.',
    )
  })

  it('can be the duplicates, too', () => {
    const plan = planOf(mixed, { mode: 'good_rows', duplicates: 'create' })
    expect(plan).toMatchObject({ written: 10, skipped: 0 })
  })

  it('accounts for every row', () => {
    for (const duplicates of ['skip', 'create'] as const) {
      const { written, unchanged, skipped, leftOut } = planOf(mixed, { mode: 'good_rows', duplicates })
      expect(written + unchanged + skipped + leftOut).toBe(12)
    }
  })

  it('may be nothing at all', () => {
    const plan = planOf({ ...clean, new: 0, updates: 0 }, { mode: 'all_or_nothing', duplicates: 'skip' })
    expect(plan.obstacle).toBe('nothing')
  })
})
