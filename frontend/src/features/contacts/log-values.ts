/** The values of the form for an entry of the log, and what the API takes. Pure. */
import type { Activity, ActivityInput } from '@/api/types'
import { nameOfJob, type NamedRow } from '@/components/RowSelect'
import { fromLocalInput, toLocalInput } from '@/lib/dates'
import type { About } from '@/lib/quick-add'

export interface LogValues {
  kind: Activity['kind']
  direction: Activity['direction']
  contact: NamedRow | null
  application: NamedRow | null
  /** Of a `datetime-local` field; empty means now. */
  occurred_at: string
  body: string
}

/** The fields, as the API's complaints name them. */
export const logFields = ['kind', 'direction', 'contact', 'application', 'occurred_at', 'body'] as const

/** A new entry about something, to begin with. */
export function newLogValues(kind: LogValues['kind'], about: About): LogValues {
  return {
    kind,
    direction: 'out',
    contact: about.contact ?? null,
    application: about.application ?? null,
    occurred_at: '',
    body: '',
  }
}

/** An entry as the form shows it. */
export function toLogValues(activity: Activity, zone: string): LogValues {
  return {
    kind: activity.kind,
    direction: activity.direction,
    contact: activity.contact,
    application: activity.application && {
      id: activity.application.id,
      name: nameOfJob(activity.application),
    },
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
  return {
    kind: values.kind,
    // A note goes from nobody to nobody.
    direction: values.kind === 'note' ? '' : values.direction,
    contact: changed(values.contact, shown?.contact),
    application: changed(values.application, shown?.application),
    occurred_at:
      values.occurred_at === shown?.occurred_at
        ? undefined
        : (fromLocalInput(values.occurred_at, zone) ?? undefined),
    body: values.body.trim(),
  }
}

/** The id of what is chosen now; undefined where that was `shown` already, which a new entry shows nothing of. */
function changed(row: NamedRow | null, shown: NamedRow | null | undefined): number | null | undefined {
  const id = row?.id ?? null
  return shown !== undefined && id === (shown?.id ?? null) ? undefined : id
}
