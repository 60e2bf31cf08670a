/** Keys that work anywhere on a page with a list. */
import { useEffect, type RefObject } from 'react'

/** `/` goes to the search; j and k go to the list, which then has the arrow keys, too. */
export function useListShortcuts(
  search: RefObject<HTMLElement | null> | null,
  grid: RefObject<HTMLElement | null>,
) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const isTaken =
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=grid]')
      if (event.key === '/' && (!isTaken || target.closest('[role=grid]'))) {
        event.preventDefault()
        search?.current?.focus()
      } else if ((event.key === 'j' || event.key === 'k') && !isTaken) {
        grid.current?.focus({ preventScroll: true })
        grid.current?.dispatchEvent(new KeyboardEvent('keydown', { key: event.key, bubbles: true }))
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [search, grid])
}
