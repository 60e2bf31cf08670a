import { describe, expect, it } from 'vitest'
import { daysBetween, formatDay, formatSpan } from './days'

describe('daysBetween', () => {
  it('counts calendar days, also over a month, a year and a change of clocks', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1)
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1)
  })
})

describe('formatDay', () => {
  it.each([
    ['2026-03-20', 'today'],
    ['2026-03-21', 'tomorrow'],
    ['2026-03-19', 'yesterday'],
    ['2026-03-24', 'Tue 24 Mar'],
    ['2027-01-01', 'Fri 1 Jan 2027'],
  ])('calls %s seen from 20 March 2026 %s', (date, expected) => {
    expect(formatDay(date, '2026-03-20', 'en-GB').replaceAll(',', '')).toBe(expected)
  })
})

describe('formatSpan', () => {
  it('says day and times in the zone, and the other day where it ends on one', () => {
    const span = (start: string, end: string) =>
      formatSpan(start, end, 'Europe/Zurich', '2026-03-20', 'en-GB')
    expect(span('2026-03-20T13:00:00Z', '2026-03-20T14:30:00Z')).toBe('Today, 14:00 – 15:30')
    expect(span('2026-03-20T22:30:00Z', '2026-03-20T23:30:00Z')).toBe('Today, 23:30 – tomorrow, 00:30')
  })
})
