/** Which statuses an application can go to. Pure. */
import type { Status } from '@/api/types'
import { isOpenStatus, openStatuses, statuses } from '@/lib/status'

/** From an open status to any other, from a closed one to the open ones. */
export function targetsOf(from: Status): readonly Status[] {
  return isOpenStatus(from) ? statuses.filter((status) => status !== from) : openStatuses
}
