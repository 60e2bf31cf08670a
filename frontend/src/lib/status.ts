/** The stages of an application: order, names and colours. */
import type { Status } from '@/api/types'

/** Stages that an application may leave freely, in the order of the board. */
export const openStatuses = [
  'interested',
  'applied',
  'screening',
  'interview',
  'offer',
] as const satisfies Status[]

/** Stages that end an application; only a reopening leaves them. */
export const closedStatuses = [
  'accepted',
  'declined',
  'rejected',
  'withdrawn',
  'ghosted',
] as const satisfies Status[]

export type OpenStatus = (typeof openStatuses)[number]

/** All stages, in the order of the board. */
export const statuses: readonly Status[] = [...openStatuses, ...closedStatuses]

/** What a stage is called. */
export const statusLabels: Readonly<Record<Status, string>> = {
  interested: 'Interested',
  applied: 'Applied',
  screening: 'Screening',
  interview: 'Interview',
  offer: 'Offer',
  accepted: 'Accepted',
  declined: 'Declined',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  ghosted: 'Ghosted',
}

/** The theme colour of a stage. */
export const statusColors: Readonly<Record<Status, string>> = {
  interested: 'gray',
  applied: 'blue',
  screening: 'cyan',
  interview: 'violet',
  offer: 'yellow',
  accepted: 'green',
  declined: 'gray',
  rejected: 'red',
  withdrawn: 'gray',
  ghosted: 'gray',
}

/** True for a stage that an application may leave freely. */
export function isOpenStatus(status: Status): status is OpenStatus {
  return (openStatuses as readonly Status[]).includes(status)
}

/** True where a text names a stage. */
export function isStatus(value: string): value is Status {
  return (statuses as readonly string[]).includes(value)
}
