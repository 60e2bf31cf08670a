import { describe, expect, it } from 'vitest'
import { countryCodes, countryOptions } from './countries'

describe('the countries', () => {
  it('are all of ISO 3166-1, each once, and each with a name', () => {
    expect(countryCodes).toHaveLength(249)
    expect(new Set(countryCodes).size).toBe(249)
    expect(countryOptions('en').filter(({ value, label }) => value === label)).toEqual([])
  })

  it('stand in the order of their names in the reader’s language', () => {
    const german = countryOptions('de').map(({ label }) => label)
    expect(german[0]).toBe('Afghanistan')
    expect(german.indexOf('Ägypten')).toBe(1)
  })
})
