import { describe, expect, it } from 'vitest'
import { readCookie } from './cookies'

describe('readCookie', () => {
  it('finds one cookie among others, decoded', () => {
    expect(readCookie('a=1; csrftoken=x%3Dy; csrftoken2=no', 'csrftoken')).toBe('x=y')
    expect(readCookie('csrftoken2=no', 'csrftoken')).toBeNull()
    expect(readCookie('', 'csrftoken')).toBeNull()
  })
})
