/** What the source says of a posting. */
import { Badge } from '@mantine/core'
import type { JobSummary } from '@/api/types'

/** Whether a posting is still open; says nothing where that is not known. */
export function AvailabilityBadge({ availability }: { availability: JobSummary['availability'] }) {
  if (availability === 'unknown') return null
  return availability === 'open' ? (
    <Badge variant="dot" color="green">
      Posting open
    </Badge>
  ) : (
    <Badge variant="dot" color="red">
      Posting closed
    </Badge>
  )
}
