import { describe, expect, it } from 'vitest'
import { changeSearch, countFilters, readJobSearch, toggleOrdering, toJobQuery } from './job-search'

describe('the URL of the jobs list', () => {
  it('keeps what is valid and drops the rest', () => {
    const raw = {
      search: 'engineer',
      remote_option: 'remote',
      availability: ['open', 'sold'],
      ordering: 'owner',
      cursor: 'abc',
    }
    expect(readJobSearch(raw)).toMatchObject({
      search: 'engineer',
      remote_option: ['remote'],
      availability: ['open'],
      ordering: undefined,
      cursor: 'abc',
    })
  })

  it('becomes parameters of the API, newest first and without archived ones by default', () => {
    expect(toJobQuery({})).toEqual({ ordering: '-posted_on', is_archived: false, has_application: undefined })
    expect(
      toJobQuery({ applied: 'no', archived: 'yes', ordering: 'company', job_type: ['contract'] }),
    ).toEqual({
      ordering: 'company',
      job_type: ['contract'],
      is_archived: true,
      has_application: false,
    })
  })

  it('starts at the first page again when a filter changes', () => {
    expect(changeSearch({ search: 'a', cursor: 'abc' }, { search: 'b' }).cursor).toBeUndefined()
  })

  it('counts the filters beside the search box', () => {
    expect(countFilters({ search: 'x', cursor: 'y' })).toBe(0)
    expect(countFilters({ job_type: ['contract', 'part_time'], applied: 'yes', archived: 'yes' })).toBe(3)
  })
})

describe('sorting by a column', () => {
  it('begins with the usual direction and then turns round', () => {
    expect(toggleOrdering('title', 'posted_on', '-posted_on')).toBe('-posted_on')
    expect(toggleOrdering('-posted_on', 'posted_on', '-posted_on')).toBe('posted_on')
    expect(toggleOrdering('posted_on', 'posted_on', '-posted_on')).toBe('-posted_on')
  })
})
