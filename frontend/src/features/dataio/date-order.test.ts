import { describe, expect, it } from 'vitest'
import { questionFrom, readingsOf } from './date-order'

describe('a day that is written with numbers', () => {
  it('may be read with the day or the month first', () => {
    expect(readingsOf('03/09/2026')).toEqual([
      { order: 'dmy', date: '2026-09-03' },
      { order: 'mdy', date: '2026-03-09' },
    ])
    expect(readingsOf('3.9.2026 14:30')).toHaveLength(2)
  })

  it('may begin with a year of two digits', () => {
    expect(readingsOf('11-10-09').map(({ date }) => date)).toEqual(['2009-10-11', '2009-11-10', '2011-10-09'])
  })

  it('is clear where only one order is a day', () => {
    expect(readingsOf('25/12/2026')).toEqual([{ order: 'dmy', date: '2026-12-25' }])
    expect(readingsOf('31/02/2026')).toEqual([])
    expect(readingsOf('2026-03-09')).toEqual([{ order: 'ymd', date: '2026-03-09' }])
  })

  it('is one day where both orders come to the same', () => {
    expect(readingsOf('04/04/2026')).toHaveLength(1)
  })

  it('is none where it is written with words', () => {
    expect(readingsOf('3 September 2026')).toEqual([])
    expect(readingsOf('')).toEqual([])
  })
})

describe('the question for the order', () => {
  it('is about a sample that can be read in several ways', () => {
    expect(questionFrom(['04/04/2026', '03/09/2026'])?.sample).toBe('03/09/2026')
  })

  it('is not asked where no sample can', () => {
    expect(questionFrom(['25/12/2026'])).toBeNull()
    expect(questionFrom([])).toBeNull()
  })
})
