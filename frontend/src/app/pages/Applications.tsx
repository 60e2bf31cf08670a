/** The route of the list of applications, with the first steps, the saved views and the export that other features offer. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import {
  orderingLabels,
  orderingOf,
  readApplicationSearch,
  toApplicationQuery,
  toApplicationView,
  type ApplicationSearch,
} from '@/features/applications/application-search'
import { ApplicationListPage } from '@/features/applications/ApplicationListPage'
import { SampleDataButton } from '@/features/dataio/SampleDataButton'
import { ExportButton } from '@/features/runs/ExportButton'
import { viewsQuery } from '@/features/views/queries'
import { ViewMenu } from '@/features/views/ViewMenu'
import { filterTexts } from '@/lib/filter-texts'
import { scopesOf } from '../export-scopes'

const route = getRouteApi('/app/applications')

export default function Applications() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const views = useQuery(viewsQuery('applications')).data ?? []
  return (
    <ApplicationListPage
      views={
        <ViewMenu
          list="applications"
          query={toApplicationView(search)}
          viewId={search.view}
          onOpen={(view) =>
            void navigate({ search: { ...readApplicationSearch(view.query), view: String(view.id) } })
          }
          onLeave={() => void navigate({ search: { ...search, view: undefined }, replace: true })}
        />
      }
      exports={
        <ExportButton
          list="applications"
          noun={['application', 'applications']}
          scopes={scopesOf({
            search,
            views,
            fromView: readApplicationSearch,
            toQuery: (shown: ApplicationSearch) => filterTexts(toApplicationQuery(shown)),
            orderingOf,
            orderings: orderingLabels,
            all: { label: 'All applications', query: { ordering: [orderingOf({})] } },
          })}
        />
      }
      firstSteps={<SampleDataButton />}
    />
  )
}
