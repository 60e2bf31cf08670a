import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '@/lib/search-params'
import { jobChips } from './job-chips'
import { fromJobView, orderingOf, readJobSearch, toJobFilter, toJobQuery, toJobView } from './job-search'

describe('the URL of the jobs list', () => {
  it('keeps what is valid and drops the rest', () => {
    const raw = {
      search: 'engineer',
      remote_option: 'remote',
      availability: ['open', 'sold'],
      salary_min: 'lots',
      posted_from: '2026-13-40',
      ordering: 'owner,-company,company',
      owner: '7',
    }
    expect(readJobSearch(raw)).toEqual({
      search: 'engineer',
      remote_option: ['remote'],
      availability: ['open'],
      ordering: '-company',
    })
  })

  it('is the same after it was written and read again', () => {
    const search = readJobSearch({
      search: '"machine learning" -senior',
      skills: ['C++', 'Go & more'],
      skills_match: 'all',
      company: ['Gletscher, Söhne'],
      salary_min: '90000',
      salary_currency: 'CHF',
      created_to: '2026-11-23',
      has_application: 'false',
      is_archived: 'any',
      ordering: '-posted_on,company',
    })
    expect(readJobSearch(parseSearch(stringifySearch({ ...search })))).toEqual(search)
  })

  it('becomes parameters of the API: the newest first and without archived ones by default', () => {
    expect(toJobQuery({})).toEqual({ ordering: '-posted_on', is_archived: false })
    expect(toJobQuery({ is_archived: 'any' }).is_archived).toBeUndefined()
    expect(toJobQuery({ has_application: 'false', is_archived: 'true', view: '3' })).toEqual({
      ordering: '-posted_on',
      has_application: false,
      is_archived: true,
    })
  })

  it('sorts by relevance where one searches, and never without words', () => {
    expect(orderingOf({ search: 'rust' })).toBe('-relevance')
    expect(orderingOf({ search: 'rust', ordering: 'company' })).toBe('company')
    expect(orderingOf({ ordering: '-relevance' })).toBe('-posted_on')
  })
})

describe('a filter in the words of the API', () => {
  it('is all that a bulk operation needs: texts, without order and view', () => {
    expect(toJobFilter({ search: 'rust', skills: ['Go', 'C#'], ordering: 'title', view: '3' })).toEqual({
      search: ['rust'],
      skills: ['Go', 'C#'],
      is_archived: ['false'],
    })
  })

  it('comes back out of a saved view as it went in, also where another program kept the view', () => {
    const search = readJobSearch({ search: 'rust', is_archived: 'true', ordering: '-posted_on' })
    expect(fromJobView(toJobView(search))).toEqual(search)
    expect(fromJobView(toJobView({}))).toEqual({})
    expect(fromJobView({ search: ['rust'] })).toEqual({ search: 'rust', is_archived: 'any' })
  })
})

describe('the chips of the filters', () => {
  it('say each filter in words, and each takes only itself out', () => {
    const search = readJobSearch({
      search: 'rust',
      remote_option: ['remote', 'hybrid'],
      salary_min: '90000',
      salary_period: 'month',
      has_application: 'true',
    })
    const chips = jobChips(search, 'EUR')
    expect(chips.map(({ label }) => label)).toEqual([
      'Hybrid',
      'Remote',
      'Pay from 90,000 EUR per month',
      'With application',
    ])
    expect(chips[0]?.without).toEqual({ ...search, remote_option: ['remote'] })
    expect(chips[2]?.without).toEqual({
      search: 'rust',
      remote_option: ['hybrid', 'remote'],
      has_application: 'true',
    })
  })

  it('are none for words and order alone', () => {
    expect(jobChips({ search: 'rust', ordering: 'title' }, 'EUR')).toEqual([])
  })
})
