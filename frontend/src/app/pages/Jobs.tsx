/** The route of the jobs list, with the first steps and the saved views that other features offer. */
import { getRouteApi } from '@tanstack/react-router'
import { Plus, Upload } from 'lucide-react'
import { LinkButton } from '@/components/Links'
import { SampleDataButton } from '@/features/dataio/SampleDataButton'
import { fromJobView, toJobView } from '@/features/jobs/job-search'
import { JobListPage } from '@/features/jobs/JobListPage'
import { ViewMenu } from '@/features/views/ViewMenu'

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
          <LinkButton to="/import" leftSection={<Upload size={16} aria-hidden />}>
            Import a file
          </LinkButton>
          <LinkButton to="/jobs/new" variant="default" leftSection={<Plus size={16} aria-hidden />}>
            Add a posting
          </LinkButton>
          <SampleDataButton />
        </>
      }
    />
  )
}
