import { describe, expect, it } from 'vitest'
import {
  dateInZone,
  formatDate,
  formatDaysAgo,
  formatInstant,
  formatSpan,
  fromLocalInput,
  isKnownZone,
  toLocalInput,
} from './dates'

describe('formatDate', () => {
  it('keeps the day of a date, whatever zone the machine is in', () => {
    expect(formatDate('2026-03-01', 'en-GB')).toBe('1 Mar 2026')
    expect(formatDate('2024-12-31', 'en-US')).toBe('Dec 31, 2024')
  })
})

describe('formatInstant', () => {
  it('shows an instant in the zone asked for, across midnight', () => {
    expect(formatInstant('2026-03-01T23:30:00Z', 'Europe/Berlin', 'en-GB')).toBe('2 Mar 2026, 00:30')
    expect(formatInstant('2026-03-01T03:30:00Z', 'America/New_York', 'en-GB')).toBe('28 Feb 2026, 22:30')
  })
})

describe('dateInZone', () => {
  it('is the day of that zone', () => {
    expect(dateInZone(new Date('2026-06-30T22:00:00Z'), 'Asia/Tokyo')).toBe('2026-07-01')
    expect(dateInZone(new Date('2026-07-01T02:00:00Z'), 'America/Los_Angeles')).toBe('2026-06-30')
  })
})

describe('formatDaysAgo', () => {
  it('counts midnights of the zone, not periods of 24 hours', () => {
    const now = new Date('2026-03-02T00:30:00Z')
    expect(formatDaysAgo('2026-03-01T23:30:00Z', now, 'UTC', 'en')).toBe('yesterday')
    expect(formatDaysAgo('2026-03-01T23:30:00Z', now, 'Europe/Berlin', 'en')).toBe('today')
    expect(formatDaysAgo('2026-02-20T12:00:00Z', now, 'UTC', 'en')).toBe('10 days ago')
    expect(formatDaysAgo('2025-09-02T12:00:00Z', now, 'UTC', 'en')).toBe('6 months ago')
  })
})

describe('datetime-local values', () => {
  it('go to an instant and back in the same zone', () => {
    expect(fromLocalInput('2026-01-15T09:00', 'America/New_York')).toBe('2026-01-15T14:00:00.000Z')
    expect(toLocalInput('2026-01-15T14:00:00Z', 'America/New_York')).toBe('2026-01-15T09:00')
    expect(fromLocalInput('2026-07-15T09:00', 'America/New_York')).toBe('2026-07-15T13:00:00.000Z')
  })

  it('keep midnight as 00:00', () => {
    expect(toLocalInput('2026-01-14T23:00:00Z', 'Europe/Berlin')).toBe('2026-01-15T00:00')
  })

  it('survive the hour that daylight saving skips and the one that it repeats', () => {
    expect(fromLocalInput('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
    const repeated = fromLocalInput('2026-10-25T02:30', 'Europe/Berlin')
    expect(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']).toContain(repeated)
    expect(toLocalInput(repeated ?? '', 'Europe/Berlin')).toBe('2026-10-25T02:30')
  })

  it('are null when they are not a time', () => {
    expect(fromLocalInput('', 'UTC')).toBeNull()
    expect(fromLocalInput('tomorrow', 'UTC')).toBeNull()
  })
})

describe('isKnownZone', () => {
  it('tells a zone from a word', () => {
    expect(isKnownZone('Europe/Berlin')).toBe(true)
    expect(isKnownZone('Mars/Olympus')).toBe(false)
  })
})

describe('formatSpan', () => {
  it('names a day once, and two where it runs over midnight', () => {
    const span = (zone: string) =>
      formatSpan('2027-03-16T14:00:00Z', '2027-03-16T15:30:00Z', zone, 'en-GB').replace(/\s+/g, ' ')
    expect(span('Europe/Zurich')).toBe('16 Mar 2027, 15:00–16:30')
    expect(span('Asia/Seoul')).toContain('17 Mar 2027, 00:30')
  })
})
