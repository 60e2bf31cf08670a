import { describe, expect, it } from 'vitest'
import { readDataSearch } from './data-search'

describe('the address of reports and backups', () => {
  it('may name a restore', () => {
    const restore = '0f8fad5b-d9cb-469f-a165-70867728950e'
    expect(readDataSearch({ restore })).toEqual({ restore })
  })

  it('names nothing else', () => {
    expect(readDataSearch({ restore: '../jobs' })).toEqual({ restore: undefined })
    expect(readDataSearch({})).toEqual({ restore: undefined })
  })
})
