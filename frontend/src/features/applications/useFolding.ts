/** Which columns of the board are folded. */
import { useLocalStorage } from '@mantine/hooks'
import type { Stage } from '@/api/types'
import { isOpenStatus } from '@/lib/status'
import { stageKey } from './board-stages'

/**
 * Whether a column is folded, and a function that folds or unfolds it; those that end an application are folded until
 * somebody unfolds them.
 * @param person whose board it is: browsers are shared, and each person keeps their own
 */
export function useFolding(person: number | undefined, stages: readonly Stage[]) {
  const [kept, keep] = useLocalStorage<Record<string, boolean>>({
    key: `jobtracker-board-${person ?? 'nobody'}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  })
  const isFolded = (stage: Stage) => kept[stageKey(stage)] ?? !isOpenStatus(stage.status)
  const toggle = (stage: Stage) => {
    const known = new Set(stages.map(stageKey))
    const ofThisBoard = Object.entries(kept).filter(([key]) => known.has(key))
    keep({ ...Object.fromEntries(ofThisBoard), [stageKey(stage)]: !isFolded(stage) })
  }
  return { isFolded, toggle }
}
