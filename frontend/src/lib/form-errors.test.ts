import { describe, expect, it } from 'vitest'
import { ApiProblem } from '@/api/problem'
import { formErrors } from './form-errors'

function problem(fields: Record<string, string[]>): ApiProblem {
  return new ApiProblem({
    status: 400,
    code: 'validation_error',
    message: 'Check the fields.',
    fields: Object.fromEntries(
      Object.entries(fields).map(([path, messages]) => [
        path,
        messages.map((message) => ({ code: 'invalid', message })),
      ]),
    ),
  })
}

describe('formErrors', () => {
  it('puts each complaint at its field, several in one line', () => {
    const { fields, rest } = formErrors(problem({ salary_min: ['Too large.', 'Not a number.'] }), [
      'salary_min',
      'title',
    ])
    expect(fields).toEqual({ salary_min: 'Too large. Not a number.' })
    expect(rest).toEqual([])
  })

  it('shows a complaint about an item of a list at the list', () => {
    const { fields } = formErrors(problem({ 'locations.0': ['Too long.'], 'locations.3': ['Empty.'] }), [
      'locations',
    ])
    expect(fields).toEqual({ locations: 'Too long. Empty.' })
  })

  it('does not mistake a field for another that begins like it', () => {
    const { fields, rest } = formErrors(problem({ salary_minimum: ['No.'] }), ['salary_min'])
    expect(fields).toEqual({})
    expect(rest).toEqual(['No.'])
  })

  it('loses no complaint that belongs to no field', () => {
    expect(formErrors(problem({ non_field_errors: ['The range is upside down.'] }), ['title']).rest).toEqual([
      'The range is upside down.',
    ])
  })
})
