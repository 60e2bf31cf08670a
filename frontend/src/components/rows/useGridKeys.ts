/** What the keys do in a grid of rows. */
import type { KeyboardEvent } from 'react'

interface GridKeys {
  count: number
  active: number | null
  /** The row to begin with. */
  start: () => number
  /** How many rows a page key passes over. */
  page: () => number
  move: (index: number) => void
  tick: (index: number, isRange: boolean) => void
  open: (index: number) => void
  clear: () => void
}

/** A handler for the grid's `keydown`; keys in its heads, on its links and buttons keep their own meaning. */
export function useGridKeys({ count, active, start, page, move, tick, open, clear }: GridKeys) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('[role=columnheader]')) return
    if ((event.key === 'Enter' || event.key === ' ') && target.closest('a, button')) return
    const steps: Record<string, number> = {
      ArrowDown: 1,
      j: 1,
      J: 1,
      ArrowUp: -1,
      k: -1,
      K: -1,
      PageDown: page(),
      PageUp: -page(),
      Home: -count,
      End: count,
    }
    const step = steps[event.key]
    const current = active !== null && active < count ? active : null
    if (step !== undefined) {
      const to = Math.min(count - 1, Math.max(0, current === null ? start() : current + step))
      if (event.shiftKey && event.key !== 'Home' && event.key !== 'End') tick(to, true)
      move(to)
    } else if (event.key === ' ') {
      const at = current ?? start()
      tick(at, event.shiftKey)
      move(at)
    } else if (event.key === 'Enter' && current !== null) open(current)
    else if (event.key === 'Escape') clear()
    else return
    event.preventDefault()
  }
}
