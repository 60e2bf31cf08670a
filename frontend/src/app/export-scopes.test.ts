import { describe, expect, it } from 'vitest'
import type { SavedView } from '@/api/types'
import { fromJobView, orderingLabels, orderingOf, toJobQuery } from '@/features/jobs/job-search'
import { filterTexts } from '@/lib/filter-texts'
import { scopesOf } from './export-scopes'

const view = {
  id: 7,
  name: 'Remote',
  query: { remote_option: ['remote'], is_archived: ['false'] },
} as unknown as SavedView

describe('what of a list can be exported', () => {
  const [now, ofView, all] = scopesOf({
    search: { search: 'bells', view: '7' },
    views: [view],
    fromView: fromJobView,
    toQuery: (search) => filterTexts(toJobQuery(search)),
    orderingOf,
    orderings: orderingLabels,
    all: { label: 'All', query: { ordering: ['-posted_on'] } },
  })

  it('is what it shows, in the order that it has', () => {
    expect(now).toMatchObject({ key: 'now', isFiltered: true, order: 'Best match' })
    expect(now.query).toEqual({ search: ['bells'], ordering: ['-relevance'], is_archived: ['false'] })
  })

  it('is what a view would show', () => {
    expect(ofView).toMatchObject({ key: 'view-7', label: 'The view “Remote”', order: 'Newest posting' })
    expect(ofView?.query).toEqual({
      remote_option: ['remote'],
      ordering: ['-posted_on'],
      is_archived: ['false'],
    })
  })

  it('is everything', () => {
    expect(all).toMatchObject({ query: { ordering: ['-posted_on'] }, isFiltered: false })
  })
})
