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

/**
 * What to send. Of an entry that was there `before`, what was not touched is left as it is: the field for the time holds
 * minutes only, and a contact in the trash is not shown.
 */
export function toActivityInput(values: LogValues, zone: string, before: Activity | null): ActivityInput {
  const shown = before && toLogValues(before, zone)
  const isTouched = (name: keyof LogValues) => values[name] !== shown?.[name]
  return {
    kind: values.kind,
    // A note goes from nobody to nobody.
    direction: values.kind === 'note' ? '' : values.direction,
    contact: isTouched('contact') ? toId(values.contact) : undefined,
    application: isTouched('application') ? toId(values.application) : undefined,
    occurred_at: isTouched('occurred_at')
      ? (fromLocalInput(values.occurred_at, zone) ?? undefined)
      : undefined,
    body: values.body.trim(),
  }
}

function idOf(row: { id: number } | null): string {
  return row === null ? '' : String(row.id)
}

function toId(value: string): number | null {
  return value === '' ? null : Number(value)
}
