import { describe, expect, it } from 'vitest'
import { ApiProblem, asProblem, problemFrom } from './problem'

describe('the error envelope', () => {
  it('is read with its fields and request id', () => {
    const problem = problemFrom(400, {
      error: {
        code: 'validation_error',
        message: 'Two fields are wrong.',
        fields: {
          salary_min: [{ code: 'max_digits', message: 'Too large.' }],
          'skills.2': [{ code: 'blank', message: 'Empty.' }],
        },
        request_id: 'abc-1',
        timestamp: '2026-01-01T00:00:00Z',
      },
    })
    expect(problem).toMatchObject({
      status: 400,
      code: 'validation_error',
      message: 'Two fields are wrong.',
      requestId: 'abc-1',
      needsSignIn: false,
    })
    expect(problem.fields['skills.2']).toEqual([{ code: 'blank', message: 'Empty.' }])
  })

  it('carries the bad rows of a bulk request', () => {
    const item = { index: 3, id: 17, field: 'status', code: 'application_closed', message: 'It is closed.' }
    const made = { index: 4, id: null, field: 'title', code: 'blank', message: 'Enter a title.' }
    const problem = problemFrom(400, {
      error: { code: 'bulk_failed', message: 'Nothing.', items: [item, made] },
    })
    expect(problem.items.map(({ id, message }) => [id, message])).toEqual([
      [17, 'It is closed.'],
      [null, 'Enter a title.'],
    ])
  })

  it('carries the bad rows of a file', () => {
    const row = {
      row: 12,
      column: 'Job URL',
      code: 'invalid',
      message: 'No web address.',
      value: 'javascript:x',
    }
    const problem = problemFrom(400, { error: { code: 'bad_rows', message: 'm', fields: {}, rows: [row] } })
    expect(problem.rows).toEqual([row])
  })

  it('carries the state that a conflict ran into', () => {
    const problem = problemFrom(409, {
      error: { code: 'status_conflict', message: 'm', fields: {}, current: { id: 3, status: 'offer' } },
    })
    expect(problem.current).toMatchObject({ id: 3, status: 'offer' })
  })

  it('survives members of the wrong shape', () => {
    const problem = problemFrom(400, {
      error: { code: 7, message: '', fields: { a: 'x', b: [null] }, rows: 'none', current: [] },
    })
    expect(problem).toMatchObject({
      code: 'error',
      message: 'The request failed.',
      rows: [],
      current: null,
      requestId: null,
    })
    expect(problem.fields).toEqual({ a: [], b: [] })
  })
})

describe('the account API', () => {
  it('groups its errors by field', () => {
    const problem = problemFrom(400, {
      status: 400,
      errors: [
        { code: 'password_too_short', message: 'Too short.', param: 'password' },
        { code: 'password_too_common', message: 'Too common.', param: 'password' },
      ],
    })
    expect(problem.fields.password?.map((item) => item.message)).toEqual(['Too short.', 'Too common.'])
    expect(problem.message).toBe('Too short.')
  })
})

describe('an answer that says nothing readable', () => {
  it.each([
    [0, 'The server could not be reached. Check your connection and try again.'],
    [413, 'This is too large.'],
    [502, 'Something went wrong on the server.'],
    [418, 'The request failed.'],
  ])('has words of its own for %i', (status, message) => {
    expect(problemFrom(status, '<html>', 'from-header')).toMatchObject({ message, requestId: 'from-header' })
  })
})

describe('needsSignIn', () => {
  it('is true for 401 and for the code that comes with 403', () => {
    expect(problemFrom(401, null).needsSignIn).toBe(true)
    expect(problemFrom(403, { error: { code: 'not_authenticated', message: 'm' } }).needsSignIn).toBe(true)
    expect(problemFrom(403, null).needsSignIn).toBe(false)
  })

  it('is false where a signed-in person is only to confirm that it is them', () => {
    const problem = problemFrom(401, { error: { code: 'reauthentication_required', message: 'm' } })
    expect(problem.needsSignIn).toBe(false)
  })

  it('comes with words for the person who was signed out', () => {
    const problem = problemFrom(401, { error: { code: 'not_authenticated', message: 'Sign in first.' } })
    expect(problem.message).toBe('You were signed out, so this was not done. Sign in, then try again.')
  })
})

describe('asProblem', () => {
  it('keeps a problem and words anything else', () => {
    const problem = new ApiProblem({ status: 404, code: 'not_found', message: 'm' })
    expect(asProblem(problem)).toBe(problem)
    expect(asProblem(new TypeError('x is undefined')).message).not.toContain('undefined')
  })
})
