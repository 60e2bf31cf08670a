/** The route of the jobs list, with the first steps and the saved views that other features offer. */
import { getRouteApi } from '@tanstack/react-router'
import { SampleDataButton } from '@/features/dataio/SampleDataButton'
import { fromJobView, toJobView } from '@/features/jobs/job-search'
import { JobListPage } from '@/features/jobs/JobListPage'
import { ViewMenu } from '@/features/views/ViewMenu'
import { AddPostingButtons } from '../AddPostingButtons'

const route = getRouteApi('/app/jobs')

export default function Jobs() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
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
      firstSteps={
        <>
          <AddPostingButtons />
          <SampleDataButton />
        </>
      }
    />
  )
}
