/** Where on the page the rows of a long list begin. */
import { useLayoutEffect, useState, type RefObject } from 'react'

/** The distance in pixels from the top of the page to the element with `data-rows` inside `ref`. */
export function useScrollMargin(ref: RefObject<HTMLElement | null>): number {
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const body = ref.current?.querySelector('[data-rows]')
    if (!body) return
    const measure = () => {
      setMargin(Math.round(body.getBoundingClientRect().top + window.scrollY))
    }
    // What stands above changes its height with the filters, and the height of the page with it.
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    measure()
    return () => {
      observer.disconnect()
    }
  }, [ref])
  return margin
}
