import { describe, expect, it } from 'vitest'
import type { CalendarFeed } from '@/api/types'
import { alarmLabel, alarmOptions, toFeedInput, toFeedValues, toWebcal } from './feed-values'

const feed: CalendarFeed = {
  id: 1,
  name: 'Phone',
  interviews: true,
  deadlines: false,
  tasks: true,
  alarm_minutes: null,
  last_read_at: null,
  created_at: '2026-11-23T10:00:00Z',
  updated_at: '2026-11-23T10:00:00Z',
}

describe('the form of an address', () => {
  it('has what the address has, and gives it back', () => {
    expect(toFeedValues(feed)).toEqual({ name: 'Phone', shows: ['interviews', 'tasks'], alarm: '' })
    expect(toFeedInput(toFeedValues(feed))).toEqual({
      name: 'Phone',
      interviews: true,
      deadlines: false,
      tasks: true,
      alarm_minutes: null,
    })
  })

  it('offers the alarm that there is, also one of its own', () => {
    expect(alarmOptions('45').map(({ value }) => value)).toContain('45')
    expect(alarmOptions('30')).toEqual(alarmOptions(''))
  })

  it('says alarms in words', () => {
    expect([null, 0, 45, 60, 120, 1440, 2880].map(alarmLabel)).toEqual([
      'No alarm',
      'When it begins',
      '45 minutes before',
      'An hour before',
      '2 hours before',
      'A day before',
      '2 days before',
    ])
  })
})

it('an address opens the calendar of the device', () => {
  expect(toWebcal('https://jobs.example.org/calendar/x.ics')).toBe('webcal://jobs.example.org/calendar/x.ics')
})
