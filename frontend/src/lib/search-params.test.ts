import { describe, expect, it } from 'vitest'
import { parseSearch, readOne, readSome, readText, stringifySearch } from './search-params'

describe('the query string', () => {
  it('repeats the name of a list and comes back the same', () => {
    const search = { search: 'C++ & Rust', availability: ['open', 'unknown'], ordering: '-posted_on' }
    const query = stringifySearch(search)
    expect(query).toBe('?search=C%2B%2B+%26+Rust&availability=open&availability=unknown&ordering=-posted_on')
    expect(parseSearch(query)).toEqual(search)
  })

  it('leaves out what is empty', () => {
    expect(stringifySearch({ search: '', cursor: undefined, availability: [] })).toBe('')
  })

  it('keeps digits as text', () => {
    expect(parseSearch('?search=2024')).toEqual({ search: '2024' })
  })
})

describe('reading a value', () => {
  it('drops words that are not allowed, and doubles', () => {
    expect(readSome(['closed', 'hacked', 'open', 'open'], ['open', 'closed'])).toEqual(['open', 'closed'])
    expect(readSome('open', ['open', 'closed'])).toEqual(['open'])
    expect(readSome('nothing', ['open'])).toBeUndefined()
    expect(readSome(undefined, ['open'])).toBeUndefined()
  })

  it('takes one allowed word', () => {
    expect(readOne('-title', ['title', '-title'])).toBe('-title')
    expect(readOne('owner', ['title'])).toBeUndefined()
    expect(readOne({ title: 1 }, ['title'])).toBeUndefined()
  })

  it('takes the first of several texts', () => {
    expect(readText(['a', 'b'])).toBe('a')
    expect(readText('')).toBeUndefined()
    expect(readText(7)).toBeUndefined()
  })
})
