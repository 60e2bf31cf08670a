/** Salaries for people. */

/** What of a posting tells its pay; amounts are decimal strings. */
export interface Salary {
  salary_min: string | null
  salary_max: string | null
  salary_currency: string
  salary_period: '' | 'hour' | 'day' | 'week' | 'month' | 'year'
}

/** Formats decimal strings without going through a float; plain digits where the currency is not known. */
function amountFormat(currency: string, locale?: string): Intl.NumberFormat {
  const plain = { maximumFractionDigits: 2, trailingZeroDisplay: 'stripIfInteger' } as const
  try {
    return new Intl.NumberFormat(locale, currency ? { ...plain, style: 'currency', currency } : plain)
  } catch {
    // Not an ISO 4217 shape: show the amount rather than nothing.
    return new Intl.NumberFormat(locale, plain)
  }
}

/** "$90,000 – $120,000 a year", "from €60 an hour"; null where no amount is known. */
export function formatSalary(salary: Salary, locale?: string): string | null {
  const low = salary.salary_min as Intl.StringNumericLiteral | null
  const high = salary.salary_max as Intl.StringNumericLiteral | null
  const format = amountFormat(salary.salary_currency, locale)
  let amount: string
  if (low !== null && high !== null) amount = format.formatRange(low, high).replace('~', '')
  else if (low !== null) amount = `from ${format.format(low)}`
  else if (high !== null) amount = `up to ${format.format(high)}`
  else return null
  return salary.salary_period ? `${amount} ${periodLabels[salary.salary_period]}` : amount
}

const periodLabels = {
  hour: 'an hour',
  day: 'a day',
  week: 'a week',
  month: 'a month',
  year: 'a year',
} as const

/** Takes thousands separators and blanks out of a typed amount; null where it is empty. */
export function readAmount(typed: string): string | null {
  return typed.replace(/[\s,'_]/g, '') || null
}
