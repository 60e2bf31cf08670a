import { describe, expect, it } from 'vitest'
import { readOrdering, sortOf, toggleSort } from './ordering'

describe('an order', () => {
  it('names each field that may be sorted by once, three at the most', () => {
    expect(readOrdering('-posted_on,company', ['company', 'posted_on'])).toBe('-posted_on,company')
    expect(readOrdering('owner,company,-company', ['company'])).toBe('company')
    expect(readOrdering('a,b,c,d', ['a', 'b', 'c', 'd'])).toBe('a,b,c')
    expect(readOrdering('', ['company'])).toBeUndefined()
  })

  it('tells of each column which way it sorts, and its rank where several do', () => {
    expect(sortOf('-posted_on', 'posted_on')).toEqual({ direction: 'descending', rank: null })
    expect(sortOf('-posted_on,company', 'company')).toEqual({ direction: 'ascending', rank: 2 })
    expect(sortOf('-posted_on', 'company')).toBeNull()
  })
})

describe('a click on a column', () => {
  it('begins with the usual direction and then turns round', () => {
    expect(toggleSort('title', 'posted_on', 'descending', false)).toBe('-posted_on')
    expect(toggleSort('-posted_on', 'posted_on', 'descending', false)).toBe('posted_on')
    expect(toggleSort('posted_on', 'posted_on', 'descending', false)).toBe('-posted_on')
  })

  it('with Shift sorts within the others, turns round, and then takes the column out', () => {
    expect(toggleSort('-posted_on', 'company', 'ascending', true)).toBe('-posted_on,company')
    expect(toggleSort('-posted_on,company', 'company', 'ascending', true)).toBe('-posted_on,-company')
    expect(toggleSort('-posted_on,-company', 'company', 'ascending', true)).toBe('-posted_on')
    expect(toggleSort('-relevance', 'company', 'ascending', true)).toBe('company')
  })
})
