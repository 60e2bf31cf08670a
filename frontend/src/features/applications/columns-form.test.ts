import { describe, expect, it } from 'vitest'
import type { Status } from '@/api/types'
import { statuses } from '@/lib/status'
import { complaintsOf, heirOf, moveColumn, toStages, type EditedColumn } from './columns-form'

function column(status: Status, name: string = status): EditedColumn {
  return { key: name, id: null, name, status, color: '#868e96', count: 0 }
}

const board = statuses.map((status) => column(status))

describe('the columns while they are edited', () => {
  it('change places, and stay where there is no other', () => {
    const [a, b, c] = board.slice(0, 3) as [EditedColumn, EditedColumn, EditedColumn]
    expect(moveColumn([a, b, c], 0, 2)).toEqual([b, c, a])
    expect(moveColumn([a, b, c], 2, 1)).toEqual([a, c, b])
    expect(moveColumn([a, b, c], 0, -1)).toEqual([a, b, c])
    expect(moveColumn([a, b, c], 2, 3)).toEqual([a, b, c])
  })

  it('leave their applications to the first other one of their status', () => {
    const second = column('interview', 'Second round')
    const [interview] = board.filter(({ status }) => status === 'interview') as [EditedColumn]
    expect(heirOf([...board, second], second)).toBe(interview)
    expect(heirOf([...board, second], interview)).toBe(second)
    expect(heirOf(board, interview)).toBeUndefined()
  })

  it('go to the server with plain names', () => {
    expect(toStages([column('applied', '  Sent ')])).toEqual([
      { id: null, name: 'Sent', status: 'applied', color: '#868e96' },
    ])
  })
})

describe('what is wrong with a board', () => {
  it('is nothing where every status has a column', () => {
    expect(complaintsOf(board)).toEqual({})
  })

  it('is a name that is missing, or there twice whatever its case and blanks', () => {
    const found = complaintsOf([
      ...board,
      { ...column('applied'), key: 'x', name: ' ' },
      { ...column('offer'), key: 'y', name: ' APPLIED' },
    ])
    expect(found).toEqual({ x: 'Enter a name.', y: 'Another column has this name.' })
  })

  it('is a status without a column', () => {
    expect(complaintsOf(board.filter(({ status }) => status !== 'ghosted'))['']).toContain('ghosted')
  })
})
