import { describe, expect, it } from 'vitest'
import { canMove, nextStage, targetsOf } from './board-moves'
import { readBoardSearch, toggleExpanded } from './board-search'

describe('the moves that the board offers', () => {
  it('lead from an open stage anywhere but to itself', () => {
    expect(targetsOf('applied')).toHaveLength(9)
    expect(canMove('applied', 'interested')).toBe(true)
    expect(canMove('applied', 'rejected')).toBe(true)
    expect(canMove('applied', 'applied')).toBe(false)
  })

  it('lead from a closed stage to open ones only', () => {
    expect(targetsOf('rejected')).toEqual(['interested', 'applied', 'screening', 'interview', 'offer'])
    expect(canMove('rejected', 'ghosted')).toBe(false)
  })
})

describe('carrying a card with the arrow keys', () => {
  it('goes from column to column and stops at the ends', () => {
    expect(nextStage('applied', 'applied', 1)).toBe('screening')
    expect(nextStage('applied', 'screening', -1)).toBe('applied')
    expect(nextStage('applied', 'interested', -1)).toBeNull()
    expect(nextStage('applied', 'ghosted', 1)).toBeNull()
  })

  it('passes over stages where the card may not be dropped', () => {
    expect(nextStage('withdrawn', 'withdrawn', -1)).toBe('offer')
    expect(nextStage('withdrawn', 'withdrawn', 1)).toBeNull()
  })
})

describe('the URL of the board', () => {
  it('shows closed stages only, each once', () => {
    expect(readBoardSearch({ expanded: ['ghosted', 'applied', 'rejected'], stage: 'nowhere' })).toEqual({
      search: undefined,
      expanded: ['rejected', 'ghosted'],
      stage: undefined,
    })
  })

  it('opens and shuts a closed stage', () => {
    const opened = toggleExpanded({ search: 'x' }, 'rejected')
    expect(opened).toEqual({ search: 'x', expanded: ['rejected'] })
    expect(toggleExpanded(opened, 'rejected').expanded).toBeUndefined()
  })
})
