/** Rules as the form holds them. */
import type { CadenceRule } from '@/api/types'
import { randomKey } from '@/lib/random-key'

export const basisLabels: Readonly<Record<CadenceRule['basis'], string>> = {
  silence: 'of silence',
  interview: 'after the interview',
}

export const suggestionLabels: Readonly<Record<CadenceRule['suggestion'], string>> = {
  follow_up: 'Follow up',
  thank_you: 'Say thank you',
  ghosted: 'Move to Ghosted',
}

/** As many days as a rule may have. */
const maxDays = 365

/** A rule whose days are still text. */
export type RuleValues = Omit<CadenceRule, 'days'> & { days: string }

export interface CadenceValues {
  rules: RuleValues[]
}

/** What the form begins with. */
export function toValues(rules: readonly CadenceRule[]): CadenceValues {
  return { rules: rules.map((rule) => ({ ...rule, days: String(rule.days) })) }
}

/** What is sent for a form whose days are numbers. */
export function toRules({ rules }: CadenceValues): CadenceRule[] {
  return rules.map((rule) => ({ ...rule, title: rule.title.trim(), days: Number(rule.days) }))
}

/** A rule to begin with. */
export function newRule(): RuleValues {
  return {
    // Its name for the server, which stays when everything else of it changes.
    code: `rule-${randomKey()}`,
    status: 'applied',
    basis: 'silence',
    days: '14',
    suggestion: 'follow_up',
    title: 'Follow up',
    is_active: true,
  }
}

/** What is wrong with the days of a rule, or null. */
export function checkDays(days: string): string | null {
  return /^\d{1,3}$/.test(days) && Number(days) >= 1 && Number(days) <= maxDays
    ? null
    : `Enter 1 to ${maxDays} days.`
}
