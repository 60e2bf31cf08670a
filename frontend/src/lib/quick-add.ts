/** Adding something from any page, in a dialogue over it. */
import { createContext, useContext } from 'react'

/** What something new is about, with the words that say so. */
export interface About {
  application?: { id: number; name: string }
  contact?: { id: number; name: string }
}

export interface QuickAdd {
  addTask: (about?: About) => void
  /** A touch: an e-mail, call, message or meeting. */
  logTouch: (about?: About) => void
  addContact: () => void
}

const nothing = () => undefined

export const QuickAddContext = createContext<QuickAdd>({
  addTask: nothing,
  logTouch: nothing,
  addContact: nothing,
})

/** Functions that open the dialogues. */
export function useQuickAdd(): QuickAdd {
  return useContext(QuickAddContext)
}
