/** How much an application matters, and what that is called. */
import type { Priority } from '@/api/types'

export const priorityLabels: Readonly<Record<Priority, string>> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
}
