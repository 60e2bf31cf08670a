import { describe, expect, it } from 'vitest'
import { checkDays, newRule, toRules, toValues } from './rule-values'

describe('rules in a form', () => {
  it('are sent as they came', () => {
    const rules = toRules({ rules: [newRule(), { ...newRule(), days: '30', suggestion: 'ghosted' }] })
    expect(rules.map((rule) => rule.days)).toEqual([14, 30])
    expect(toRules(toValues(rules))).toEqual(rules)
  })

  it('have names of their own that the server takes', () => {
    const names = [newRule().code, newRule().code]
    expect(new Set(names).size).toBe(2)
    for (const name of names) expect(name).toMatch(/^[-a-z0-9_]{1,40}$/)
  })

  it.each(['', '0', '366', '1.5', '-1', 'soon'])('have no "%s" days', (days) => {
    expect(checkDays(days)).not.toBeNull()
  })

  it.each(['1', '365', '007'])('may have %s days', (days) => {
    expect(checkDays(days)).toBeNull()
  })
})
