/** The route of an application. */
import { getRouteApi } from '@tanstack/react-router'
import { ApplicationPage } from '@/features/applications/ApplicationPage'
import { NotFoundPage } from '../NotFoundPage'
import { readId } from '../read-id'

const route = getRouteApi('/app/applications/$applicationId')

export default function Application() {
  const id = readId(route.useParams().applicationId)
  return id === null ? <NotFoundPage /> : <ApplicationPage key={id} applicationId={id} />
}
