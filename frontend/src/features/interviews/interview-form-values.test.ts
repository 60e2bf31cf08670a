import { describe, expect, it } from 'vitest'
import {
  timeProblem,
  toFeedback,
  toInterviewMove,
  toStart,
  toTimeValues,
  type ResultValues,
} from './interview-form-values'

const time = {
  starts_at: '2027-03-16T10:00',
  duration_minutes: 90,
  time_zone: 'America/New_York',
  offset: '',
}

describe('the time of an interview', () => {
  it('is shown on the clocks of its own zone', () => {
    const interview = {
      starts_at: '2027-03-16T14:00:00Z',
      ends_at: '2027-03-16T15:30:00Z',
      time_zone: 'America/New_York',
    }
    expect(toTimeValues(interview)).toEqual(time)
  })

  it('is sent as the clocks show it', () => {
    expect(toStart(time)).toBe('2027-03-16T10:00')
  })

  it('is sent with its offset where the clocks show it twice', () => {
    const twice = { ...time, starts_at: '2026-10-25T02:30', time_zone: 'Europe/Berlin' }
    expect(toStart(twice)).toBe('2026-10-25T02:30+02:00')
    expect(toStart({ ...twice, offset: '+01:00' })).toBe('2026-10-25T02:30+01:00')
    expect(toStart({ ...twice, offset: '-05:00' })).toBe('2026-10-25T02:30+02:00')
  })

  it('must be one that the clocks show', () => {
    expect(timeProblem(time)).toBeNull()
    expect(timeProblem({ ...time, starts_at: '' })).toBe('Enter a date and a time.')
    expect(timeProblem({ ...time, starts_at: '2027-03-28T02:30', time_zone: 'Europe/Berlin' })).toContain(
      'no such time',
    )
  })

  it('ends after its length, also where clocks are set meanwhile', () => {
    const over = {
      ...time,
      starts_at: '2026-10-25T01:30',
      time_zone: 'Europe/Berlin',
      duration_minutes: '120',
    }
    expect(toInterviewMove(over, ' They asked ')).toEqual({
      starts_at: '2026-10-25T01:30',
      ends_at: '2026-10-25T01:30:00.000Z',
      time_zone: 'Europe/Berlin',
      note: 'They asked',
    })
  })
})

describe('what one takes along', () => {
  it('leaves empty rows out', () => {
    const values: ResultValues = {
      outcome: '',
      questions: [
        { key: 'a', question: ' Why Rust? ', answer: '' },
        { key: 'b', question: '', answer: ' ' },
      ],
      skill_ratings: [{ key: 'a', skill: '', rating: 3 }],
      feedback: 'Fine.',
      note: '',
      move_to: '',
    }
    expect(toFeedback(values)).toEqual({
      questions: [{ question: 'Why Rust?', answer: '' }],
      skill_ratings: [],
      feedback: 'Fine.',
    })
  })
})
