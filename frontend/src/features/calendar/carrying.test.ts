import { describe, expect, it } from 'vitest'
import { hoursOf, minutesAt, placeName, stepByKey, type Field } from './carrying'

const week: Field = { first: '2026-11-23', last: '2026-11-29', hours: { from: 420, to: 1200 } }
const month: Field = { first: '2026-10-26', last: '2026-12-06', hours: null }
const at = (day: string, minutes = 600) => ({ day, minutes })

describe('carrying an interview with the keyboard', () => {
  it('goes by days and quarters of an hour in a week', () => {
    expect(stepByKey(at('2026-11-25'), 'ArrowRight', week)).toEqual(at('2026-11-26'))
    expect(stepByKey(at('2026-11-25'), 'ArrowDown', week)).toEqual(at('2026-11-25', 615))
    expect(stepByKey(at('2026-11-25', 610), 'ArrowDown', week)).toEqual(at('2026-11-25', 615))
    expect(stepByKey(at('2026-11-25', 610), 'ArrowUp', week)).toEqual(at('2026-11-25', 600))
  })

  it('goes by days and weeks in a month, and keeps the time', () => {
    expect(stepByKey(at('2026-11-25'), 'ArrowDown', month)).toEqual(at('2026-12-02'))
    expect(stepByKey(at('2026-11-25'), 'ArrowLeft', month)).toEqual(at('2026-11-24'))
  })

  it('stays within what is shown, as the very same place', () => {
    const corner = at('2026-11-29', 1185)
    expect(stepByKey(corner, 'ArrowRight', week)).toBe(corner)
    expect(stepByKey(corner, 'ArrowDown', week)).toBe(corner)
    expect(stepByKey(corner, 'PageDown', week)).toBe(corner)
  })

  it('leaves other keys alone', () => {
    expect(stepByKey(at('2026-11-25'), 'Tab', week)).toBeNull()
  })
})

describe('the hours of a week', () => {
  it('are the usual ones and what lies outside', () => {
    expect(hoursOf([])).toEqual({ from: 420, to: 1200 })
    expect(hoursOf([{ from: 390, to: 1210 }])).toEqual({ from: 360, to: 1260 })
  })

  it('give a time to each height, in steps, within what is shown', () => {
    const hours = { from: 420, to: 1200 }
    expect(minutesAt(0, hours)).toBe(420)
    expect(minutesAt(0.101, hours)).toBe(495)
    expect(minutesAt(-1, hours)).toBe(420)
    expect(minutesAt(2, hours)).toBe(1185)
  })
})

it('a place has a name', () => {
  expect(placeName(at('2026-11-23', 870), 'en-GB')).toMatch(/^Mon,? 23 Nov, 14:30$/)
})
