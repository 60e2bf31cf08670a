import { describe, expect, it } from 'vitest'
import type { Task } from '@/api/types'
import { dueInWords, isOverdue, toTaskInput, toTaskValues } from './task-values'

const today = '2026-03-20'

function task(values: Partial<Task>): Task {
  return {
    id: 1,
    title: 'Call Ada',
    kind: 'follow_up',
    notes: '',
    application: null,
    job: null,
    contact: null,
    contact_name: null,
    due_on: null,
    due_time: null,
    is_done: false,
    done_at: null,
    snoozed_until: null,
    show_on: null,
    suggestion: '',
    created_at: '2026-03-01T00:00:00Z',
    updated_at: '2026-03-01T00:00:00Z',
    trashed_at: null,
    ...values,
  }
}

describe('a task in a form', () => {
  it('is sent as it came', () => {
    const given = task({ due_on: '2026-03-21', due_time: '18:00:00', contact: 7, contact_name: 'Ada' })
    expect(toTaskInput(toTaskValues(given, {}, today))).toEqual({
      title: 'Call Ada',
      kind: 'follow_up',
      due_on: '2026-03-21',
      due_time: '18:00',
      application: null,
      contact: 7,
      notes: '',
    })
  })

  it('is for today, and about what one was looking at, when it is new', () => {
    const about = { application: { id: 3, name: 'Engineer, Gletscher' } }
    expect(toTaskInput(toTaskValues(undefined, about, today))).toMatchObject({
      due_on: today,
      application: 3,
      contact: null,
    })
  })
})

describe('when a task is to be done', () => {
  it.each([
    [{ due_on: null, show_on: null }, null],
    [{ due_on: today, show_on: today, due_time: '18:30:00' }, 'Today, 18:30'],
    [
      { due_on: '2026-03-19', snoozed_until: '2026-03-21', show_on: '2026-03-21' },
      'Put off until tomorrow · due yesterday',
    ],
    // The later day counts, and it is its own.
    [{ due_on: '2026-03-21', snoozed_until: today, show_on: '2026-03-21' }, 'Tomorrow'],
  ] as const)('%o is %s', (values, words) => {
    expect(dueInWords(task(values), today)).toBe(words)
  })

  it('is over for what is to do and was for a day before today', () => {
    expect(isOverdue(task({ show_on: '2026-03-19' }), today)).toBe(true)
    expect(isOverdue(task({ show_on: '2026-03-19', is_done: true }), today)).toBe(false)
    expect(isOverdue(task({ show_on: today }), today)).toBe(false)
    expect(isOverdue(task({}), today)).toBe(false)
  })
})
