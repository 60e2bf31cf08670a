import { describe, expect, it } from 'vitest'
import { addDays, formatMinutes, rangeOf, stepFrom, titleOf, weekStart } from './calendar-days'
import { readCalendarSearch } from './calendar-search'

describe('days of the calendar', () => {
  it('are counted over the ends of months and years, and where clocks are set', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(addDays('2027-03-27', 2)).toBe('2027-03-29')
  })

  it('belong to weeks that begin on Monday', () => {
    expect(weekStart('2026-11-23')).toBe('2026-11-23')
    expect(weekStart('2026-11-29')).toBe('2026-11-23')
  })
})

describe('what a view shows', () => {
  it('is of a month its whole weeks', () => {
    expect(rangeOf('month', '2026-11-15')).toEqual({ first: '2026-10-26', last: '2026-12-06' })
    expect(rangeOf('month', '2027-02-01')).toEqual({ first: '2027-02-01', last: '2027-02-28' })
  })

  it('is a week, or four of them from a day on', () => {
    expect(rangeOf('week', '2026-11-25')).toEqual({ first: '2026-11-23', last: '2026-11-29' })
    expect(rangeOf('agenda', '2026-11-25')).toEqual({ first: '2026-11-25', last: '2026-12-22' })
  })

  it('is followed by the next month whatever the day, and none is left out', () => {
    expect(stepFrom('month', '2027-01-31', 1)).toBe('2027-02-01')
    expect(stepFrom('month', '2027-03-31', -1)).toBe('2027-02-01')
    expect(stepFrom('week', '2026-11-25', 1)).toBe('2026-12-02')
    expect(stepFrom('agenda', '2026-11-25', -1)).toBe('2026-10-28')
  })

  it('is named', () => {
    expect(titleOf('month', '2026-11-15', 'en-GB')).toBe('November 2026')
    expect(titleOf('week', '2026-11-30', 'en-GB').replace(/\s/g, ' ')).toMatch(/30 Nov\D+6 Dec 2026/)
    expect(formatMinutes(14 * 60 + 5, 'en-GB')).toBe('14:05')
  })
})

it('the URL of the calendar keeps what is a view and a day', () => {
  expect(readCalendarSearch({ view: 'week', date: '2026-11-23' })).toEqual({
    view: 'week',
    date: '2026-11-23',
  })
  expect(readCalendarSearch({ view: 'year', date: '2026-13-01' })).toEqual({
    view: undefined,
    date: undefined,
  })
})
