/** Days that are written with numbers alone: which days they may be. Pure. */

/** The order in which the numbers stand. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

export const dateOrders: readonly DateOrder[] = ['dmy', 'mdy', 'ymd']

/** What each order is called, by a day that shows it. */
export const dateOrderLabels: Readonly<Record<DateOrder, string>> = {
  dmy: 'Day first (31/12/2026)',
  mdy: 'Month first (12/31/2026)',
  ymd: 'Year first (2026/12/31)',
}

/** One way to read a day. */
export interface DateReading {
  order: DateOrder
  /** ISO 8601. */
  date: string
}

/** The ways to read a day such as `03/09/2026` or `3.9.26`, each day once; none where it is no such text. */
export function readingsOf(sample: string): DateReading[] {
  const match = /^\D*(\d{1,4})[./\s-]+(\d{1,2})[./\s-]+(\d{1,4})(?!\d)/.exec(sample)
  if (!match) return []
  const [first, second, third] = match.slice(1) as [string, string, string]
  const found: DateReading[] = []
  const add = (order: DateOrder, year: string, month: string, day: string) => {
    const date = isoDate(year, month, day)
    if (date !== null && !found.some((other) => other.date === date)) found.push({ order, date })
  }
  add('dmy', third, second, first)
  add('mdy', third, first, second)
  add('ymd', first, second, third)
  return found
}

/** A question that decides the order: the sample with the most ways to read it, or null where none has two. */
export function questionFrom(samples: readonly string[]): { sample: string; readings: DateReading[] } | null {
  const [best] = samples
    .map((sample) => ({ sample, readings: readingsOf(sample) }))
    .sort((one, other) => other.readings.length - one.readings.length)
  return best && best.readings.length > 1 ? best : null
}

/** Null where the numbers are no day. Years of two digits are of this century. */
function isoDate(year: string, month: string, day: string): string | null {
  if (year.length !== 2 && year.length !== 4) return null
  if (month.length > 2 || day.length > 2) return null
  const text = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  // A 31 February would become a day of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null
}
