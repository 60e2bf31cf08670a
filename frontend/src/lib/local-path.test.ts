import { describe, expect, it } from 'vitest'
import { readLocalPath } from './local-path'

describe('readLocalPath', () => {
  it('keeps a path with its query', () => {
    expect(readLocalPath('/jobs?search=a%20b&cursor=x#main')).toBe('/jobs?search=a%20b&cursor=x#main')
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'jobs',
    '',
  ])('refuses %j', (value) => {
    expect(readLocalPath(value)).toBeUndefined()
  })
})
