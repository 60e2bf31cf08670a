import { describe, expect, it } from 'vitest'
import { expiryAfter } from './token-values'

describe('expiryAfter', () => {
  it('counts whole days, also over a change of the clock', () => {
    expect(expiryAfter(7, new Date('2026-10-22T12:00:00Z'))).toBe('2026-10-29T12:00:00.000Z')
    expect(expiryAfter(365, new Date('2026-11-23T00:00:00Z'))).toBe('2027-11-23T00:00:00.000Z')
  })
})
