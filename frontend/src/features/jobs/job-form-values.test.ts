import { describe, expect, it } from 'vitest'
import { jobFormRules, toFormValues, toJobInput } from './job-form-values'

describe('the form of a posting', () => {
  it('proposes the currency of the person, and sends none without an amount', () => {
    const values = { ...toFormValues(null, 'EUR'), title: 'Nurse', company: 'Clinic' }
    expect(values.salary_currency).toBe('EUR')
    expect(toJobInput(values)).toMatchObject({
      title: 'Nurse',
      salary_min: null,
      salary_max: null,
      salary_currency: '',
      salary_period: '',
      posted_on: null,
      deadline_on: null,
    })
  })

  it('sends amounts as decimal text without separators', () => {
    const values = { ...toFormValues(null, 'USD'), salary_min: ' 90,000.50 ', salary_max: '120 000' }
    expect(toJobInput(values)).toMatchObject({
      salary_min: '90000.50',
      salary_max: '120000',
      salary_currency: 'USD',
      salary_period: 'year',
    })
  })

  it('leaves a bad amount for the server to refuse', () => {
    expect(toJobInput({ ...toFormValues(null, 'USD'), salary_min: 'lots' }).salary_min).toBe('lots')
  })

  it('wants a title, a company and a web address', () => {
    expect(jobFormRules.title('  ')).not.toBeNull()
    expect(jobFormRules.company('')).not.toBeNull()
    expect(jobFormRules.url('javascript:alert(1)')).not.toBeNull()
    expect(jobFormRules.url('')).toBeNull()
    expect(jobFormRules.url('https://example.com')).toBeNull()
  })
})
