/** The route of an import. */
import { getRouteApi } from '@tanstack/react-router'
import { ImportDetailPage } from '@/features/dataio/ImportDetailPage'

const route = getRouteApi('/app/import/$importId')

export default function Import() {
  const { importId } = route.useParams()
  return <ImportDetailPage key={importId} importId={importId} />
}
