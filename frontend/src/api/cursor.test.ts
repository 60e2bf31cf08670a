import { describe, expect, it } from 'vitest'
import { cursorFrom } from './cursor'

describe('cursorFrom', () => {
  it('takes the cursor out of an absolute or relative address', () => {
    expect(cursorFrom('http://127.0.0.1:8000/api/v1/jobs/?cursor=cD0y%3D&page_size=50')).toBe('cD0y=')
    expect(cursorFrom('/api/v1/jobs/?cursor=abc')).toBe('abc')
  })

  it('is undefined at the ends of a list', () => {
    expect(cursorFrom(null)).toBeUndefined()
    expect(cursorFrom('/api/v1/jobs/')).toBeUndefined()
  })
})
