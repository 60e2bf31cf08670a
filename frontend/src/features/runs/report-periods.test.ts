import { describe, expect, it } from 'vitest'
import { periodOf, periodProblem, usualPaper } from './report-periods'

describe('the period of a report', () => {
  it('is this month until today', () => {
    expect(periodOf('this_month', '2026-11-23')).toEqual({ since: '2026-11-01', until: '2026-11-23' })
  })

  it('is the whole of last month, over the turn of the year as well', () => {
    expect(periodOf('last_month', '2026-11-23')).toEqual({ since: '2026-10-01', until: '2026-10-31' })
    expect(periodOf('last_month', '2027-01-31')).toEqual({ since: '2026-12-01', until: '2026-12-31' })
    expect(periodOf('last_month', '2028-03-30')).toEqual({ since: '2028-02-01', until: '2028-02-29' })
  })

  it('is three months that end today', () => {
    expect(periodOf('last_three_months', '2026-11-23')).toEqual({ since: '2026-08-24', until: '2026-11-23' })
    expect(periodOf('last_three_months', '2026-05-31')).toEqual({ since: '2026-03-01', until: '2026-05-31' })
    expect(periodOf('last_three_months', '2027-01-15')).toEqual({ since: '2026-10-16', until: '2027-01-15' })
  })

  it('is all there was until today', () => {
    expect(periodOf('whole', '2026-11-23')).toEqual({ since: null, until: '2026-11-23' })
  })

  it('needs two days in their order', () => {
    expect(periodProblem({ since: '2026-11-01', until: '2026-11-01' })).toBeNull()
    expect(periodProblem({ since: '2026-11-02', until: '2026-11-01' })).toMatch(/after/)
    expect(periodProblem({ since: '', until: '2026-11-01' })).toMatch(/both/)
  })
})

describe('the usual paper', () => {
  it('is Letter in North America and A4 elsewhere', () => {
    expect(usualPaper('en-US')).toBe('letter')
    expect(usualPaper('en')).toBe('letter')
    expect(usualPaper('en-GB')).toBe('a4')
    expect(usualPaper('de-CH')).toBe('a4')
  })
})
