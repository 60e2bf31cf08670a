/** What the source says of a posting. */
import { Badge } from '@mantine/core'
import type { JobSummary } from '@/api/types'
import { availabilityLabels, labelOf } from '@/lib/job-labels'

const colors: Record<string, string> = { open: 'green', closed: 'red' }

/** Whether a posting is still open; says nothing where that is not known. */
export function AvailabilityBadge({ availability }: { availability: JobSummary['availability'] }) {
  const label = labelOf(availabilityLabels, availability ?? 'unknown')
  if (label === null || availability === 'unknown') return null
  return (
    <Badge variant="dot" color={colors[availability ?? ''] ?? 'gray'}>
      {label}
    </Badge>
  )
}
