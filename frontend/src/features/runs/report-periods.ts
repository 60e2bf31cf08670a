/** The periods that a report can be about. Pure; days are written `2026-03-01`. */

export const presets = {
  this_month: 'This month',
  last_month: 'Last month',
  last_three_months: 'Last 3 months',
  whole: 'The whole search',
  custom: 'Other days',
} as const
export type Preset = keyof typeof presets

/** Two days, both of them within the period; null: from the beginning. */
export interface Period {
  since: string | null
  until: string
}

/** The days of a preset, seen from today: nothing of it lies ahead. */
export function periodOf(preset: Exclude<Preset, 'custom'>, today: string): Period {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number]
  switch (preset) {
    case 'this_month':
      return { since: written(year, month, 1), until: today }
    case 'last_month':
      return { since: written(year, month - 1, 1), until: written(year, month, 0) }
    case 'whole':
      return { since: null, until: today }
    case 'last_three_months': {
      // The day after the same one three months ago, or after that month's last where it is shorter.
      const lastOfMonth = new Date(Date.UTC(year, month - 3, 0)).getUTCDate()
      return { since: written(year, month - 3, Math.min(day, lastOfMonth) + 1), until: today }
    }
  }
}

/** What is wrong with a period, or null. */
export function periodProblem({ since, until }: Period): string | null {
  if (since === '' || until === '') return 'Choose both days.'
  return since !== null && since > until ? 'The first day is after the last one.' : null
}

/** A day by its numbers, the month counted from 1; what is out of range goes on in the next or the last one. */
function written(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

export const papers = { a4: 'A4', letter: 'Letter' } as const
export type Paper = keyof typeof papers

/** The paper that people have where they live. */
export function usualPaper(locale: string): Paper {
  const region = new Intl.Locale(locale).maximize().region ?? ''
  return ['US', 'CA', 'MX', 'CO', 'VE', 'CL', 'PH'].includes(region) ? 'letter' : 'a4'
}
