/** The route of changing a posting. */
import { getRouteApi } from '@tanstack/react-router'
import { EditJobPage } from '@/features/jobs/EditJobPage'
import { NotFoundPage } from '../NotFoundPage'
import { readId } from '../read-id'

const route = getRouteApi('/app/jobs/$jobId/edit')

export default function EditJob() {
  const id = readId(route.useParams().jobId)
  return id === null ? <NotFoundPage /> : <EditJobPage key={id} jobId={id} />
}
