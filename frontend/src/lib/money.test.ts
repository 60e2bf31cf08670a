import { describe, expect, it } from 'vitest'
import { formatSalary } from './money'

const none = { salary_min: null, salary_max: null, salary_currency: '', salary_period: '' } as const

describe('formatSalary', () => {
  it('shows a range with currency and period, without empty cents', () => {
    const salary = {
      salary_min: '90000.00',
      salary_max: '120000.00',
      salary_currency: 'USD',
      salary_period: 'year',
    } as const
    expect(formatSalary(salary, 'en-US')).toBe('$90,000 – $120,000 a year')
  })

  it('keeps cents that are there', () => {
    const salary = { ...none, salary_min: '17.50', salary_currency: 'EUR', salary_period: 'hour' } as const
    expect(formatSalary(salary, 'en-US')).toBe('from €17.50 an hour')
  })

  it('shows one amount where both ends are equal', () => {
    const salary = {
      ...none,
      salary_min: '500',
      salary_max: '500.00',
      salary_currency: 'GBP',
      salary_period: 'day',
    } as const
    expect(formatSalary(salary, 'en-GB')).toBe('£500 a day')
  })

  it('knows an upper end alone, and no currency', () => {
    expect(formatSalary({ ...none, salary_max: '1000' }, 'en-US')).toBe('up to 1,000')
  })

  it('does not round large amounts', () => {
    const salary = { ...none, salary_min: '9007199254740993', salary_currency: 'JPY' }
    expect(formatSalary(salary, 'en-US')).toBe('from ¥9,007,199,254,740,993')
  })

  it('shows the amount even where the currency is nonsense', () => {
    expect(formatSalary({ ...none, salary_min: '10', salary_currency: '??' }, 'en-US')).toBe('from 10')
  })

  it('is null without an amount', () => {
    expect(formatSalary({ ...none, salary_currency: 'USD', salary_period: 'year' })).toBeNull()
  })
})
