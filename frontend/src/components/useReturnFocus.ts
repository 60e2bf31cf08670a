/** The focus after a dialogue. */
import { useEffect, useState } from 'react'

/**
 * Gives the focus back to where it was once a dialogue is gone from the page. Mantine does that alone for those that
 * stay in the page while they are closed.
 */
export function useReturnFocus() {
  const [before] = useState(() => openerOf(document.activeElement))
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body) before?.focus({ preventScroll: true })
      })
    },
    [before],
  )
}

/** What had the focus; of an item of a menu, which goes with it, the button of the menu. */
function openerOf(focused: Element | null): HTMLElement | null {
  const opener = focused?.closest('[role=menu]')?.getAttribute('aria-labelledby')
  const element = opener ? document.getElementById(opener) : focused
  return element instanceof HTMLElement ? element : null
}
