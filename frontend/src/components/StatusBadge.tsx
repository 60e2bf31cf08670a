/** The stage of an application. */
import { Badge, type BadgeProps } from '@mantine/core'
import type { Status } from '@/api/types'
import { statusColors, statusLabels } from '@/lib/status'

/** A stage as a coloured label. */
export function StatusBadge({ status, ...props }: { status: Status } & BadgeProps) {
  return (
    <Badge color={statusColors[status]} {...props}>
      {statusLabels[status]}
    </Badge>
  )
}
