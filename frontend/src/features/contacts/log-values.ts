/** The values of the form for an entry of the log, and what the API takes. Pure. */
import type { Activity, ActivityInput } from '@/api/types'
import { fromLocalInput, toLocalInput } from '@/lib/dates'

export interface LogValues {
  kind: Activity['kind']
  direction: Activity['direction']
  /** An id, or empty. */
  contact: string
  /** An id, or empty. */
  application: string
  /** Of a `datetime-local` field; empty means now. */
  occurred_at: string
  body: string
}

/** The fields, as the API's complaints name them. */
export const logFields = ['kind', 'direction', 'contact', 'application', 'occurred_at', 'body'] as const

/** An entry as the form shows it. */
export function toLogValues(activity: Activity, zone: string): LogValues {
  return {
    kind: activity.kind,
    direction: activity.direction,
    contact: idOf(activity.contact),
    application: idOf(activity.application),
    occurred_at: toLocalInput(activity.occurred_at, zone),
    body: activity.body,
  }
}

/** What to send; with `before` a time that was not touched is left as it is, for the field holds minutes only. */
export function toActivityInput(values: LogValues, zone: string, before: Activity | null): ActivityInput {
  const isTouched = before === null || values.occurred_at !== toLocalInput(before.occurred_at, zone)
  return {
    kind: values.kind,
    // A note goes from nobody to nobody.
    direction: values.kind === 'note' ? '' : values.direction,
    contact: values.contact === '' ? null : Number(values.contact),
    application: values.application === '' ? null : Number(values.application),
    occurred_at: isTouched ? (fromLocalInput(values.occurred_at, zone) ?? undefined) : undefined,
    body: values.body.trim(),
  }
}

function idOf(row: { id: number } | null): string {
  return row === null ? '' : String(row.id)
}
