import { describe, expect, it } from 'vitest'
import { isUnfinished, keptUntil, nameOf, progressOf, requestAgain } from './run-words'

describe('a run', () => {
  it('is called by what it makes', () => {
    const name = (kind: string, parameters = {}) => nameOf({ kind, parameters }, 'en-GB')
    expect(name('export', { resource: 'jobs', format: 'xlsx' })).toBe('Postings as XLSX')
    expect(name('export', { resource: 'applications', format: 'csv' })).toBe('Applications as CSV')
    expect(name('report', { since: '2026-10-01', until: '2026-10-31' })).toBe(
      'Report, 1 Oct 2026 – 31 Oct 2026',
    )
    expect(name('report', { since: null, until: '2026-10-31' })).toBe('Report until 31 Oct 2026')
    expect(name('report')).toBe('Report')
    expect(name('backup')).toBe('Backup')
    expect(name('restore', { is_dry_run: true })).toBe('Trial of a backup')
    expect(name('restore', { is_dry_run: false })).toBe('Restore of a backup')
  })

  it('says how far it is', () => {
    expect(progressOf({ state: 'queued', percent: 0, is_cancelled: false })).toBe('Waiting for its turn…')
    expect(progressOf({ state: 'running', percent: 34, is_cancelled: false })).toBe('34 %')
    expect(progressOf({ state: 'running', percent: 34, is_cancelled: true })).toBe('Stopping…')
  })

  it('may still come to something while it waits or works', () => {
    expect(isUnfinished({ state: 'queued' })).toBe(true)
    expect(isUnfinished({ state: 'running' })).toBe(true)
    expect(isUnfinished({ state: 'expired' })).toBe(false)
  })

  it('can be begun anew where nothing is left of it, but for a restore, which needs its file', () => {
    const parameters = { resource: 'jobs', format: 'xlsx' }
    expect(requestAgain({ kind: 'export', parameters, state: 'expired' })).toEqual({
      kind: 'export',
      parameters,
    })
    expect(requestAgain({ kind: 'report', parameters: {}, state: 'done' })).toBeNull()
    expect(requestAgain({ kind: 'restore', parameters: {}, state: 'failed' })).toBeNull()
  })

  it('has a file until a day of the person', () => {
    expect(keptUntil('2026-11-30T23:30:00Z', 'UTC', 'en-GB')).toBe('kept until 30 November')
    expect(keptUntil('2026-11-30T23:30:00Z', 'Europe/Zurich', 'en-GB')).toBe('kept until 1 December')
  })
})
