/** What every part of the board needs to know of it. */
import { createContext, useContext } from 'react'
import type { Application, Stage } from '@/api/types'

export interface BoardView {
  stages: readonly Stage[]
  /** What is searched for; empty where nothing is. */
  search: string
  move: (application: Application, to: Stage) => void
}

export const BoardContext = createContext<BoardView>({ stages: [], search: '', move: () => undefined })

/** The board that is shown. */
export function useBoard(): BoardView {
  return useContext(BoardContext)
}
