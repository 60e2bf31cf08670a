import { describe, expect, it } from 'vitest'
import type { Stage, Status } from '@/api/types'
import { statuses } from '@/lib/status'
import { readBoardSearch } from './board-search'
import { canCarry, nextStage, stageKey, stageOf, startingStage } from './board-stages'

function stage(status: Status, id: number | null = null, name: string = status): Stage {
  return { id, name, status, color: '#868e96', position: 0, count: 0 }
}

const defaults = statuses.map((status) => stage(status))
const own = [
  stage('applied', 1),
  stage('interview', 2, 'First round'),
  stage('interview', 3, 'Second round'),
  stage('rejected', 4, 'By them'),
  stage('rejected', 5, 'By us'),
]
const [applied, first, second, byThem, byUs] = own as [Stage, Stage, Stage, Stage, Stage]

function keys(stages: readonly (Stage | null)[]): (string | null)[] {
  return stages.map((item) => item && stageKey(item))
}

describe('the column that a narrow board begins with', () => {
  it('is Applied where there is something', () => {
    const stages = [stage('interested'), stage('applied'), stage('offer')].map((item) => ({
      ...item,
      count: 2,
    }))
    expect(startingStage(stages)?.status).toBe('applied')
  })

  it('is else the first one with a card, and Applied where there is none', () => {
    expect(startingStage([first, applied, { ...second, count: 1 }])?.id).toBe(second.id)
    expect(startingStage(own)).toBe(applied)
  })
})

describe('the column of an application', () => {
  it('is the one into which it was put', () => {
    expect(stageOf(own, { status: 'interview', stage: 3 })).toBe(second)
  })

  it('is the first of its status where it was put into none, or into one that is gone', () => {
    expect(stageOf(own, { status: 'interview', stage: null })).toBe(first)
    expect(stageOf(own, { status: 'interview', stage: 99 })).toBe(first)
    expect(stageOf([], { status: 'interview', stage: 2 })).toBeUndefined()
  })

  it('is named by its status on a board that nobody has changed', () => {
    expect(keys(defaults.slice(0, 2))).toEqual(['interested', 'applied'])
    expect(stageKey(second)).toBe('3')
  })
})

describe('carrying a card', () => {
  it('leads from an open column anywhere but to itself', () => {
    expect(own.filter((to) => canCarry(applied, to))).toEqual([first, second, byThem, byUs])
    expect(own.filter((to) => canCarry(first, to))).toEqual([applied, second, byThem, byUs])
  })

  it('leads from a closed column to open ones, and to others of its own status', () => {
    expect(own.filter((to) => canCarry(byThem, to))).toEqual([applied, first, second, byUs])
    expect(canCarry(stage('rejected'), stage('ghosted'))).toBe(false)
  })

  it('goes by the arrow keys from column to column and stops at the ends', () => {
    expect(nextStage(own, applied, applied, 1)).toBe(first)
    expect(nextStage(own, applied, second, -1)).toBe(first)
    expect(nextStage(own, applied, applied, -1)).toBeNull()
    expect(nextStage(own, applied, byUs, 1)).toBeNull()
  })

  it('passes over columns where the card may not be dropped', () => {
    const withdrawn = stage('withdrawn')
    expect(nextStage(defaults, withdrawn, withdrawn, -1)?.status).toBe('offer')
    expect(nextStage(defaults, withdrawn, withdrawn, 1)).toBeNull()
  })
})

it('the URL of the board holds the search and the column of a narrow screen', () => {
  expect(readBoardSearch({ search: 'x', stage: ['7', '8'], other: 'y' })).toEqual({ search: 'x', stage: '7' })
})
