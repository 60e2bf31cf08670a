import { describe, expect, it } from 'vitest'
import type { CalendarItem } from '@/api/types'
import {
  byDay,
  daysOf,
  hasHours,
  inOrder,
  isMovable,
  layOut,
  mostImportant,
  movedTo,
  toLocal,
} from './calendar-items'

const zone = 'Europe/Zurich'

function interview(id: number, on: string, time: string, startsAt: string, endsAt: string): CalendarItem {
  return {
    type: 'interview',
    id,
    title: `Round ${id}`,
    starts_at: startsAt,
    ends_at: endsAt,
    time_zone: zone,
    on,
    time,
    application: 1,
    job: { id: 1, title: 'Baker', company: 'Gletscher' },
    state: 'scheduled',
  }
}

const short = interview(1, '2026-11-23', '10:00:00', '2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z')
const takeHome = interview(2, '2026-11-23', '09:00:00', '2026-11-23T08:00:00Z', '2026-11-25T16:00:00Z')
const toMidnight = interview(3, '2026-11-23', '23:00:00', '2026-11-23T22:00:00Z', '2026-11-23T23:00:00Z')
const deadline: CalendarItem = {
  ...short,
  type: 'deadline',
  starts_at: null,
  ends_at: null,
  time: null,
  state: null,
}

describe('what is shown of a full day', () => {
  it('is interviews rather than tasks, and tasks rather than deadlines, in the order of the day', () => {
    const task: CalendarItem = { ...deadline, type: 'task' }
    expect(mostImportant([deadline, task, short, toMidnight], 3)).toEqual([task, short, toMidnight])
    expect(mostImportant([deadline, task, short, toMidnight], 2)).toEqual([short, toMidnight])
  })
})

describe('the days of an item', () => {
  it('are all that it takes, in the zone of the calendar', () => {
    expect(daysOf(takeHome, zone)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25'])
    expect(byDay([takeHome, short], zone).get('2026-11-24')).toEqual([takeHome])
  })

  it('do not include one that begins where it ends', () => {
    expect(daysOf(toMidnight, zone)).toEqual(['2026-11-23'])
  })

  it('decide whether it stands over the hours', () => {
    expect([short, takeHome, deadline].map((item) => hasHours(item, zone))).toEqual([true, false, false])
  })
})

describe('items of one day', () => {
  const at = (id: number, from: string, to: string) =>
    interview(id, '2026-11-23', from, `2026-11-23T${from}Z`, `2026-11-23T${to}Z`)

  it('stand side by side where they meet, and alone where they do not', () => {
    const placed = layOut([
      at(1, '10:00:00', '11:00:00'),
      at(2, '10:30:00', '12:00:00'),
      at(3, '11:00:00', '11:30:00'),
      at(4, '13:00:00', '14:00:00'),
    ])
    expect(placed.map(({ item, lane, lanes }) => [item.id, lane, lanes])).toEqual([
      [1, 0, 2],
      [2, 1, 2],
      [3, 0, 2],
      [4, 0, 1],
    ])
  })

  it('are high enough to be read, and end with the day', () => {
    expect(layOut([at(1, '10:00:00', '10:05:00')])[0]).toMatchObject({ from: 600, to: 630 })
    expect(layOut([at(1, '23:50:00', '23:59:00')])[0]).toMatchObject({ from: 1430, to: 1440 })
  })
})

describe('an interview that is moved', () => {
  it('takes as long as before, also where clocks are set on the way', () => {
    const moved = movedTo(short, '2027-03-28T08:00:00.000Z', zone)
    expect(moved).toMatchObject({ on: '2027-03-28', time: '10:00:00', ends_at: '2027-03-28T09:00:00.000Z' })
  })

  it('is still planned, and no deadline', () => {
    expect(isMovable(short)).toBe(true)
    expect(isMovable({ ...short, state: 'completed' })).toBe(false)
    expect(isMovable(deadline)).toBe(false)
  })

  it('comes where it belongs; a day begins with what has no time', () => {
    expect(inOrder([takeHome, short, deadline])).toEqual([deadline, takeHome, short])
  })
})

it('a place is written as a clock shows it', () => {
  expect(toLocal({ day: '2026-11-23', minutes: 545 })).toBe('2026-11-23T09:05')
})
