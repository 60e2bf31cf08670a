/** Which moves the board offers. Pure. */
import type { Status } from '@/api/types'
import { isOpenStatus, openStatuses, statuses } from '@/lib/status'

/** Where an application can go: from an open stage to any other, from a closed one to the open ones. */
export function targetsOf(from: Status): readonly Status[] {
  return isOpenStatus(from) ? statuses.filter((status) => status !== from) : openStatuses
}

/** True where a card of one stage may be dropped on another. */
export function canMove(from: Status, to: Status): boolean {
  return targetsOf(from).includes(to)
}

/**
 * The stage that an arrow key leads to while a card is carried: the next one in that direction on which it
 * may be dropped, or its own; null at the end of the board.
 */
export function nextStage(from: Status, over: Status, step: 1 | -1): Status | null {
  const reachable = statuses.filter((status) => status === from || canMove(from, status))
  return reachable[reachable.indexOf(over) + step] ?? null
}
