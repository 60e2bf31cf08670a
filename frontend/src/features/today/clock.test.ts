import { describe, expect, it } from 'vitest'
import type { InterviewOfToday } from '@/api/types'
import { untilItChanges } from './clock'

const minute = 60_000
const until = (ends_at: string) => ({ ends_at }) as InterviewOfToday

describe('the page of today stays as it is', () => {
  it('for five minutes at most', () => {
    expect(untilItChanges(undefined, new Date())).toBe(5 * minute)
    const shown = { time_zone: 'Europe/Zurich', interviews: [] }
    expect(untilItChanges(shown, new Date('2026-03-20T12:00:00Z'))).toBe(5 * minute)
  })

  it.each([
    ['Europe/Zurich', '2026-03-20T22:59:00Z'],
    // Clocks are set forward on this day.
    ['Europe/Zurich', '2026-03-29T21:59:00Z'],
    // Over this midnight.
    ['Africa/Cairo', '2026-04-23T21:59:00Z'],
    ['Pacific/Kiritimati', '2026-03-20T09:59:00Z'],
  ])('until the midnight of %s, at %s', (time_zone, now) => {
    expect(untilItChanges({ time_zone, interviews: [] }, new Date(now))).toBe(minute + 1000)
  })

  it('until the next end of an interview, not for one that has ended', () => {
    const interviews = [until('2026-03-20T11:59:00Z'), until('2026-03-20T12:02:00Z')]
    expect(untilItChanges({ time_zone: 'UTC', interviews }, new Date('2026-03-20T12:00:00Z'))).toBe(
      2 * minute + 1000,
    )
  })
})
