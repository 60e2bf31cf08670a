/** What of a list can be exported: what it shows now, each of its views, all of it. Pure. */
import type { SavedView } from '@/api/types'
import type { Scope } from '@/features/runs/ExportForm'
import { filterTexts, type FilterTexts } from '@/lib/filter-texts'

/** The view state of a list, as it stands in the URL. */
interface Shown {
  ordering?: string
  view?: string
}

interface Lists<Search extends Shown> {
  search: Search
  views: readonly SavedView[]
  /** The view state that a saved view keeps. */
  fromView: (query: FilterTexts) => Search
  /** The API's parameters for a view state, the order among them. */
  toQuery: (search: Search) => FilterTexts
  orderingOf: (search: Search) => string
  orderings: Readonly<Record<string, string>>
  /** All rows there are. */
  all: { label: string; query: FilterTexts }
}

/** What is seen first, then the views, then everything. */
export function scopesOf<Search extends Shown>(lists: Lists<Search>): [Scope, ...Scope[]] {
  const { search, views, fromView, toQuery, orderingOf, orderings, all } = lists
  const inWords = (ordering: string) =>
    ordering === '-relevance' ? 'Best match' : (orderings[ordering] ?? 'as the columns are sorted')
  const scope = (key: string, label: string, shown: Search): Scope => ({
    key,
    label,
    query: toQuery(shown),
    order: inWords(orderingOf(shown)),
    isFiltered: Object.keys(filterTexts({ ...shown, ordering: undefined, view: undefined })).length > 0,
  })
  return [
    scope('now', 'What I see now', search),
    ...views.map(({ id, name, query }) => scope(`view-${id}`, `The view “${name}”`, fromView(query))),
    { key: 'all', ...all, order: inWords(all.query.ordering?.[0] ?? ''), isFiltered: false },
  ]
}
