/** The route of a posting, with the panel for applying to it. */
import { getRouteApi } from '@tanstack/react-router'
import { ApplyPanel } from '@/features/applications/ApplyPanel'
import { JobDetailPage } from '@/features/jobs/JobDetailPage'
import { NotFoundPage } from '../NotFoundPage'
import { readId } from '../read-id'

const route = getRouteApi('/app/jobs/$jobId')

export default function Job() {
  const id = readId(route.useParams().jobId)
  if (id === null) return <NotFoundPage />
  return (
    <JobDetailPage
      key={id}
      jobId={id}
      applicationPanel={(job) => <ApplyPanel jobId={job.id} latest={job.application} />}
    />
  )
}
