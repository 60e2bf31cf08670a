/** The route of the list of applications, with the sample data and the saved views that other features offer. */
import { getRouteApi } from '@tanstack/react-router'
import { readApplicationSearch, toApplicationView } from '@/features/applications/application-search'
import { ApplicationListPage } from '@/features/applications/ApplicationListPage'
import { SampleDataButton } from '@/features/dataio/SampleDataButton'
import { ViewMenu } from '@/features/views/ViewMenu'

const route = getRouteApi('/app/applications')

export default function Applications() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
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
      firstSteps={<SampleDataButton />}
    />
  )
}
