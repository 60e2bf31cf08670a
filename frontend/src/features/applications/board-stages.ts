/** The columns of a board, and in which of them an application lies. Pure. */
import type { Application, Stage, Status } from '@/api/types'
import { isOpenStatus } from '@/lib/status'

/** What names a column everywhere in the page: its id, or its status on a board that nobody has changed. */
export function stageKey({ id, status }: Pick<Stage, 'id' | 'status'>): string {
  return id === null ? status : String(id)
}

/** The column of a status in which its applications lie unless they were put into another one. */
export function firstStage(stages: readonly Stage[], status: Status): Stage | undefined {
  return stages.find((stage) => stage.status === status)
}

/** The column that a narrow board begins with: what was applied to, or else the first one with a card. */
export function startingStage(stages: readonly Stage[]): Stage | undefined {
  const applied = firstStage(stages, 'applied')
  return applied?.count ? applied : (stages.find(({ count }) => count > 0) ?? applied)
}

/** The column in which an application lies; undefined where the board is not loaded. */
export function stageOf(
  stages: readonly Stage[],
  { stage, status }: Pick<Application, 'stage' | 'status'>,
): Stage | undefined {
  const own = stage === null ? undefined : stages.find(({ id }) => id === stage)
  return own ?? firstStage(stages, status)
}

/** True where a card may be carried: from an open column to any other, from a closed one to open ones and its like. */
export function canCarry(from: Stage, to: Stage): boolean {
  if (stageKey(to) === stageKey(from)) return false
  return to.status === from.status || isOpenStatus(from.status) || isOpenStatus(to.status)
}

/**
 * The column that an arrow key leads to while a card is carried: the next one in that direction on which it may be
 * dropped, or its own; null at the end of the board.
 */
export function nextStage(stages: readonly Stage[], from: Stage, over: Stage, step: 1 | -1): Stage | null {
  const key = stageKey(over)
  const reachable = stages.filter((stage) => stageKey(stage) === stageKey(from) || canCarry(from, stage))
  return reachable[reachable.findIndex((stage) => stageKey(stage) === key) + step] ?? null
}
