/** The route of the jobs list, with the first steps, the saved views and the export that other features offer. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { SampleDataButton } from '@/features/dataio/SampleDataButton'
import {
  fromJobView,
  orderingLabels,
  orderingOf,
  toJobQuery,
  toJobView,
  type JobSearch,
} from '@/features/jobs/job-search'
import { JobListPage } from '@/features/jobs/JobListPage'
import { ExportButton } from '@/features/runs/ExportButton'
import { viewsQuery } from '@/features/views/queries'
import { ViewMenu } from '@/features/views/ViewMenu'
import { filterTexts } from '@/lib/filter-texts'
import { AddPostingButtons } from '../AddPostingButtons'
import { scopesOf } from '../export-scopes'

const route = getRouteApi('/app/jobs')

export default function Jobs() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const views = useQuery(viewsQuery('jobs')).data ?? []
  return (
    <JobListPage
      views={
        <ViewMenu
          list="jobs"
          query={toJobView(search)}
          viewId={search.view}
          onOpen={(view) => void navigate({ search: { ...fromJobView(view.query), view: String(view.id) } })}
          onLeave={() => void navigate({ search: { ...search, view: undefined }, replace: true })}
        />
      }
      exports={
        <ExportButton
          list="jobs"
          noun={['posting', 'postings']}
          scopes={scopesOf({
            search,
            views,
            fromView: fromJobView,
            toQuery: (shown: JobSearch) => filterTexts(toJobQuery(shown)),
            orderingOf,
            orderings: orderingLabels,
            all: {
              label: 'All postings, archived ones as well',
              query: { ordering: [orderingOf({})] },
            },
          })}
        />
      }
      firstSteps={
        <>
          <AddPostingButtons />
          <SampleDataButton />
        </>
      }
    />
  )
}
