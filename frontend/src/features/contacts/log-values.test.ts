import { describe, expect, it } from 'vitest'
import type { Activity } from '@/api/types'
import { toActivityInput, toLogValues } from './log-values'

const call: Activity = {
  id: 7,
  application: { id: 3, status: 'applied', job: 1, title: 'Platform engineer', company: 'Gletscher' },
  contact: { id: 5, name: 'Ada Winter', role: '', company: '' },
  kind: 'call',
  direction: 'in',
  occurred_at: '2026-11-18T13:30:42Z',
  body: 'They like *it*.',
  created_at: '2026-11-18T14:00:00Z',
  updated_at: '2026-11-18T14:00:00Z',
  trashed_at: null,
}

describe('an entry of the log in its form', () => {
  it('shows its time on the clock of the person', () => {
    expect(toLogValues(call, 'Europe/Zurich').occurred_at).toBe('2026-11-18T14:30')
  })

  it('keeps its seconds unless its time is changed', () => {
    const values = toLogValues(call, 'Europe/Zurich')
    expect(toActivityInput(values, 'Europe/Zurich', call).occurred_at).toBeUndefined()
    const later = { ...values, occurred_at: '2026-11-18T15:00' }
    expect(toActivityInput(later, 'Europe/Zurich', call).occurred_at).toBe('2026-11-18T14:00:00.000Z')
  })

  it('keeps the contact in the trash that it does not show', () => {
    const hidden = { ...call, contact: null }
    const values = { ...toLogValues(hidden, 'UTC'), body: 'They like it a lot.' }
    expect(toActivityInput(values, 'UTC', hidden).contact).toBeUndefined()
    const without = { ...toLogValues(call, 'UTC'), contact: null }
    expect(toActivityInput(without, 'UTC', call).contact).toBeNull()
  })

  it('has no direction as a note', () => {
    const values = { ...toLogValues(call, 'UTC'), kind: 'note' as const }
    expect(toActivityInput(values, 'UTC', call).direction).toBe('')
  })

  it('happens now where a new one has no time', () => {
    const values = { ...toLogValues(call, 'UTC'), occurred_at: '' }
    expect(toActivityInput(values, 'UTC', null)).toEqual({
      kind: 'call',
      direction: 'in',
      contact: 5,
      application: 3,
      occurred_at: undefined,
      body: 'They like *it*.',
    })
  })
})
