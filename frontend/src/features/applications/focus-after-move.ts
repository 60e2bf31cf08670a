/** Keeps the focus with a card that goes to another column, where it is a new element of the page. */
import { createContext, useContext, useEffect, useRef, type RefObject } from 'react'

/** Holds the id of the application whose card takes the focus as soon as it stands in its new place. */
export const FocusAfterMoveContext = createContext<RefObject<number | null>>({ current: null })

/**
 * A ref for the control of a card that takes the focus after a move.
 * @param isSettled false while the card is still carried: the end of a drag moves its element, which blurs it
 */
export function useFocusAfterMove(
  applicationId: number,
  isSettled: boolean,
): RefObject<HTMLButtonElement | null> {
  const awaitedRef = useContext(FocusAfterMoveContext)
  const control = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isSettled || awaitedRef.current !== applicationId) return
    awaitedRef.current = null
    control.current?.focus({ preventScroll: true })
  }, [awaitedRef, applicationId, isSettled])
  return control
}

/** Puts the focus on the column itself, by its key, for a card that is not shown where it went. */
export function focusStage(key: string) {
  const fold = document.querySelector<HTMLElement>(`#stage-${key} button`)
  const choice = document.querySelector<HTMLElement>('#stage-choice')
  ;(fold ?? choice)?.focus()
}
