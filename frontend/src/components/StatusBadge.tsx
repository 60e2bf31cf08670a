/** The stage of an application. */
import { Badge, type BadgeProps } from '@mantine/core'
import { isStatus, statusColors, statusLabels } from '@/lib/status'

/** A stage as a coloured label; a word that this version does not know is shown as it is. */
export function StatusBadge({ status, ...props }: { status: string } & BadgeProps) {
  const known = isStatus(status)
  return (
    <Badge color={known ? statusColors[status] : 'gray'} {...props}>
      {known ? statusLabels[status] : status}
    </Badge>
  )
}
