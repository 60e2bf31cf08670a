/** The list of applications. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Send, SquareKanban } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyMessage } from '@/components/EmptyMessage'
import { LinkButton } from '@/components/Links'
import { ListPage } from '@/components/rows/ListPage'
import { SearchBox } from '@/components/SearchBox'
import { applicationChips } from './application-chips'
import { ApplicationBulkActions } from './ApplicationBulkActions'
import { ApplicationFilterFields } from './ApplicationFilterFields'
import { ApplicationCard, applicationColumns } from './application-rows'
import {
  orderingLabels,
  orderingOf,
  toApplicationFilter,
  withoutFilters,
  type ApplicationSearch,
} from './application-search'
import { applicationRows, applicationTotalQuery } from './queries'

const route = getRouteApi('/app/applications')

interface ApplicationListPageProps {
  /** What a tracker without any application offers beside choosing a posting. */
  firstSteps: ReactNode
  /** The saved views of this list; another feature's part. */
  views: ReactNode
  /** Takes what is shown as a file; another feature's part. */
  exports: ReactNode
}

/** Searches, filters and sorts the applications; all of that stands in the URL. */
export function ApplicationListPage({ firstSteps, views, exports }: ApplicationListPageProps) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const total = useQuery(applicationTotalQuery(search)).data

  const go = (next: ApplicationSearch, replace = false) => {
    void navigate({ search: next, replace, resetScroll: false })
  }
  return (
    <ListPage
      title="Applications"
      actions={
        <LinkButton to="/board" variant="default" leftSection={<SquareKanban size={16} aria-hidden />}>
          Board
        </LinkButton>
      }
      noun={['application', 'applications']}
      list={applicationRows(search)}
      total={total}
      searchBox={(ref) => (
        <SearchBox
          ref={ref}
          label="Search applications"
          placeholder="Title, company, notes…"
          value={search.search ?? ''}
          onChange={(words) => {
            go({ ...search, search: words || undefined }, true)
          }}
        />
      )}
      views={views}
      exports={exports}
      words={search.search}
      filter={toApplicationFilter(search)}
      chips={applicationChips(search).map(({ label, without }) => ({
        label,
        remove: () => {
          go(without)
        },
      }))}
      onClearFilters={() => {
        go(withoutFilters(search))
      }}
      onClearAll={() => {
        go({})
      }}
      filters={
        <ApplicationFilterFields
          search={search}
          onChange={(change) => {
            go({ ...search, ...change })
          }}
        />
      }
      ordering={orderingOf(search)}
      orderings={
        search.search === undefined ? orderingLabels : { '-relevance': 'Best match', ...orderingLabels }
      }
      onSort={(ordering) => {
        go({ ...search, ordering })
      }}
      columns={applicationColumns}
      card={(application) => <ApplicationCard application={application} />}
      nameOf={({ job }) => `${job.title}, ${job.company}`}
      onOpen={({ id }) =>
        void navigate({ to: '/applications/$applicationId', params: { applicationId: String(id) } })
      }
      empty={
        <EmptyMessage
          icon={<Send aria-hidden />}
          title="No applications yet"
          text="Open a posting and press Apply: it appears here and on the board."
        >
          <LinkButton to="/jobs">Choose a posting</LinkButton>
          {firstSteps}
        </EmptyMessage>
      }
      BulkActions={ApplicationBulkActions}
    />
  )
}
