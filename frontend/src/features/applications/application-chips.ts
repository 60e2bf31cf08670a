/** The filters of applications that are set, in words. Pure. */
import { formatDate } from '@/lib/dates'
import { rangeInWords } from '@/lib/ranges'
import { statusLabels } from '@/lib/status'
import type { ApplicationSearch } from './application-search'
import { priorityLabels } from './priorities'

/** One filter in words, and what the view state is without it. */
export interface ApplicationChip {
  label: string
  without: ApplicationSearch
}

const lists = [
  ['status', '', statusLabels],
  ['priority', 'Priority: ', priorityLabels],
] as const

const ranges = [
  ['Applied', 'applied_from', 'applied_to'],
  ['At this stage', 'status_since_from', 'status_since_to'],
  ['Added', 'created_from', 'created_to'],
  ['Changed', 'updated_from', 'updated_to'],
] as const

/** A chip for each filter that is set. */
export function applicationChips(search: ApplicationSearch): ApplicationChip[] {
  const chips: ApplicationChip[] = []
  for (const [name, prefix, labels] of lists) {
    const values: readonly string[] = search[name] ?? []
    for (const value of values) {
      const rest = values.filter((other) => other !== value)
      chips.push({
        label: prefix + ((labels as Readonly<Record<string, string>>)[value] ?? value),
        without: { ...search, [name]: rest.length > 0 ? rest : undefined },
      })
    }
  }
  if (search.is_open !== undefined)
    chips.push({
      label: search.is_open === 'true' ? 'Open' : 'Closed',
      without: { ...search, is_open: undefined },
    })
  if (search.job !== undefined) chips.push({ label: 'One posting', without: { ...search, job: undefined } })
  for (const [name, from, to] of ranges) {
    const words = rangeInWords(name, search[from], search[to], formatDate)
    if (words !== null)
      chips.push({ label: words, without: { ...search, [from]: undefined, [to]: undefined } })
  }
  if (search.entered) {
    const stages = search.entered.map((status) => statusLabels[status]).join(' or ')
    const name = `Reached ${stages}`
    chips.push({
      label: rangeInWords(name, search.entered_from, search.entered_to, formatDate) ?? name,
      without: { ...search, entered: undefined, entered_from: undefined, entered_to: undefined },
    })
  }
  return chips
}
