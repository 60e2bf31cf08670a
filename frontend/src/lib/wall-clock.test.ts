import { describe, expect, it } from 'vitest'
import { offsetsOf } from './wall-clock'

describe('a time on the clocks of a zone', () => {
  it('has one offset on most days', () => {
    expect(offsetsOf('2026-11-23T10:00', 'Europe/Zurich')).toEqual(['+01:00'])
    expect(offsetsOf('2026-07-01T10:00', 'America/New_York')).toEqual(['-04:00'])
    expect(offsetsOf('2026-07-01T10:00', 'Asia/Kolkata')).toEqual(['+05:30'])
  })

  it('has two where the clocks are set back, the earlier time first', () => {
    expect(offsetsOf('2026-10-25T02:30', 'Europe/Berlin')).toEqual(['+02:00', '+01:00'])
    expect(offsetsOf('2026-11-01T01:30', 'America/New_York')).toEqual(['-04:00', '-05:00'])
    expect(offsetsOf('2026-04-05T01:45', 'Australia/Lord_Howe')).toEqual(['+11:00', '+10:30'])
  })

  it('has none where the clocks skip it', () => {
    expect(offsetsOf('2027-03-28T02:30', 'Europe/Berlin')).toEqual([])
    expect(offsetsOf('2027-03-28T03:00', 'Europe/Berlin')).toEqual(['+02:00'])
  })

  it('has none where it is no time', () => {
    expect(offsetsOf('', 'UTC')).toEqual([])
    expect(offsetsOf('2026-13-01T00:00', 'UTC')).toEqual([])
  })
})
