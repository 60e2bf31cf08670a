import { describe, expect, it } from 'vitest'
import type { Application, Stage, Status } from '@/api/types'
import {
  afterMove,
  applicationsIn,
  place as placeInto,
  shiftCounts,
  type Column,
  type Columns,
} from './board-cache'

function application(id: number, status: Status, since: string): Application {
  return {
    id,
    job: {
      id,
      title: `Job ${id}`,
      company: 'Acme',
      locations: [],
      remote_option: '',
      url: '',
      availability: 'open',
    },
    status,
    stage: null,
    is_open: true,
    status_since: since,
    applied_on: null,
    notes: '',
    priority: 'normal',
    tags: [],
    last_change: id,
    created_at: since,
    updated_at: since,
    trashed_at: null,
  }
}

function column(pages: Application[][], hasMore = false): Column {
  return {
    pageParams: pages.map(() => undefined),
    pages: pages.map((results, index) => ({
      results,
      previous: null,
      next: index < pages.length - 1 || hasMore ? '/more' : null,
    })),
  }
}

/** On a board of one column for each status. */
function place(columns: Columns, application: Application): Columns {
  return placeInto(columns, application, application.status)
}

function to(status: Status) {
  return { id: null, status }
}

function ids(columns: Columns, status: Status): number[] {
  return applicationsIn(columns[status]).map((item) => item.id)
}

const old = application(1, 'applied', '2026-01-01T10:00:00Z')
const newer = application(2, 'applied', '2026-01-03T10:00:00Z')
const inInterview = application(3, 'interview', '2026-01-02T10:00:00Z')
const board: Columns = { applied: column([[newer, old]]), interview: column([[inInterview]]) }

describe('a move on the board', () => {
  it('takes the card out of its column and puts it on top of the other', () => {
    const moved = place(board, afterMove(old, to('interview'), '2026-01-05T10:00:00Z'))
    expect(ids(moved, 'applied')).toEqual([2])
    expect(ids(moved, 'interview')).toEqual([1, 3])
    expect(applicationsIn(moved.interview)[0]).toMatchObject({ status: 'interview', is_open: true })
  })

  it('puts a back-dated card where its date belongs', () => {
    const moved = place(board, afterMove(newer, to('interview'), '2026-01-01T00:00:00Z'))
    expect(ids(moved, 'interview')).toEqual([3, 2])
  })

  it('knows that a closed stage is not open', () => {
    expect(afterMove(old, to('rejected'), '2026-01-05T10:00:00Z').is_open).toBe(false)
  })

  it('leaves a column that is not loaded alone', () => {
    const moved = place(board, afterMove(old, to('rejected'), '2026-01-05T10:00:00Z'))
    expect(moved.rejected).toBeUndefined()
    expect(ids(moved, 'applied')).toEqual([2])
  })
})

describe('a rollback', () => {
  it('restores exactly the columns from before', () => {
    const moved = place(board, afterMove(old, to('interview'), '2026-01-05T10:00:00Z'))
    expect(place(moved, old)).toEqual(board)
  })

  it('leaves another move alone that came in between', () => {
    const first = place(board, afterMove(old, to('interview'), '2026-01-05T10:00:00Z'))
    const second = place(first, afterMove(newer, to('interview'), '2026-01-06T10:00:00Z'))
    const rolledBack = place(second, old)
    expect(ids(rolledBack, 'applied')).toEqual([1])
    expect(ids(rolledBack, 'interview')).toEqual([2, 3])
  })

  it('follows the server to a third column in a conflict', () => {
    const wide: Columns = { ...board, offer: column([[]]) }
    const moved = place(wide, afterMove(old, to('interview'), '2026-01-05T10:00:00Z'))
    const current = application(1, 'offer', '2026-01-04T10:00:00Z')
    const settled = place(moved, current)
    expect([ids(settled, 'applied'), ids(settled, 'interview'), ids(settled, 'offer')]).toEqual([
      [2],
      [3],
      [1],
    ])
  })
})

describe('a column of several pages', () => {
  it('finds the place on the right page', () => {
    const newest = application(9, 'applied', '2026-01-09T10:00:00Z')
    const columns = { applied: column([[newest, newer], [old]]) }
    const placed = place(columns, application(5, 'applied', '2026-01-02T10:00:00Z'))
    expect(placed.applied?.pages.map((page) => page.results.map((item) => item.id))).toEqual([
      [9, 2],
      [5, 1],
    ])
  })

  it('leaves a card out that belongs behind the pages loaded so far', () => {
    const columns = { applied: column([[newer]], true) }
    expect(ids(place(columns, old), 'applied')).toEqual([2])
  })
})

describe('a move between two columns of one status', () => {
  const columns: Columns = { 7: column([[newer, old]]), 8: column([[]]) }

  it('puts the card where its status began, which stays', () => {
    const moved = afterMove(old, { id: 8, status: 'applied' }, '2026-01-05T10:00:00Z')
    expect(moved).toMatchObject({ stage: 8, status_since: '2026-01-01T10:00:00Z' })
    const placed = placeInto(columns, moved, '8')
    expect([applicationsIn(placed[7]), applicationsIn(placed[8])]).toEqual([[newer], [moved]])
  })
})

describe('the counts', () => {
  const counts = (stages: readonly Stage[]) => stages.map(({ count }) => count)
  const stages = (['applied', 'interview', 'rejected'] as const).map((status, position) => ({
    id: null,
    name: status,
    status,
    color: '#868e96',
    position,
    count: 2 - position,
  }))

  it('move with the card and never fall below zero', () => {
    expect(counts(shiftCounts(stages, 'applied', 'interview'))).toEqual([1, 2, 0])
    expect(counts(shiftCounts(stages, 'rejected', 'applied'))).toEqual([3, 1, 0])
    expect(counts(shiftCounts(stages, 'applied', 'applied'))).toEqual([2, 1, 0])
  })
})
