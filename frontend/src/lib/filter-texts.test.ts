import { describe, expect, it } from 'vitest'
import { filterTexts, isSameFilter } from './filter-texts'

describe('a filter as texts', () => {
  it('has what is set: each parameter as a list', () => {
    const query = {
      search: 'rust',
      skills: ['Go'],
      is_archived: false,
      job: 17,
      company: [],
      location: undefined,
    }
    expect(filterTexts(query)).toEqual({
      search: ['rust'],
      skills: ['Go'],
      is_archived: ['false'],
      job: ['17'],
    })
  })

  it('is the same whatever the order of its parameters and values', () => {
    const one = { search: ['rust'], skills: ['Go', 'C#'] }
    expect(isSameFilter(one, { skills: ['C#', 'Go'], search: ['rust'], tags: [] })).toBe(true)
    expect(isSameFilter(one, { search: ['rust'], skills: ['Go'] })).toBe(false)
  })
})
