import { describe, expect, it } from 'vitest'
import type { Activity } from '@/api/types'
import { activityRow, inWords, kindNames, kinds } from './trash-kinds'
import { readTrashSearch } from './trash-search'

const call: Activity = {
  id: 7,
  application: { id: 1, status: 'applied', job: 2, title: 'Bell founder', company: 'Glocken AG' },
  contact: { id: 3, name: 'Ada Winter', role: '', company: '' },
  kind: 'call',
  direction: 'in',
  occurred_at: '2026-11-02T09:00:00Z',
  body: '',
  created_at: '2026-11-02T09:00:00Z',
  updated_at: '2026-11-02T09:00:00Z',
  trashed_at: '2026-11-20T09:00:00Z',
}

describe('an entry of the log in the trash', () => {
  it('is called by its first line that says something', () => {
    expect(activityRow({ ...call, body: '\n  \nThey have a parrot.\nAnd a plank.' }).title).toBe(
      'They have a parrot.',
    )
  })

  it('is called by its kind where nothing was written', () => {
    expect(activityRow(call).title).toBe('Call')
    expect(activityRow(call).detail).toBe('Call · Bell founder · Ada Winter')
  })

  it('says nothing of what it is not about', () => {
    expect(activityRow({ ...call, application: null, contact: null }).detail).toBe('Call')
  })
})

describe('the kinds in the trash', () => {
  it('are counted in words', () => {
    expect(inWords(kinds.activities, 1)).toBe('1 entry of the log')
    expect(inWords(kinds.documents, 2)).toBe('2 documents')
  })

  it('are chosen by the address, and postings by none', () => {
    for (const name of kindNames.slice(1)) expect(readTrashSearch({ list: name })).toEqual({ list: name })
    expect(readTrashSearch({ list: 'jobs' })).toEqual({ list: undefined })
    expect(readTrashSearch({ list: 'pirates' })).toEqual({ list: undefined })
  })
})
