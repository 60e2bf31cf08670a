import { describe, expect, it } from 'vitest'
import { formatBytes } from './file-size'

describe('the size of a file', () => {
  it('is said in the unit that people read it in', () => {
    expect(formatBytes(0, 'en')).toBe('0 bytes')
    expect(formatBytes(1, 'en')).toBe('1 byte')
    expect(formatBytes(1023, 'en')).toBe('1,023 bytes')
    expect(formatBytes(1024, 'en')).toBe('1 kB')
    expect(formatBytes(1_500_000, 'en')).toBe('1.4 MB')
    expect(formatBytes(500 * 1024 ** 2, 'en')).toBe('500 MB')
    expect(formatBytes(3 * 1024 ** 4, 'en')).toBe('3,072 GB')
  })
})
