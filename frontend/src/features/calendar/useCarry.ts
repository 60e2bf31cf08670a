/** Carrying an interview over the calendar, with the pointer or with the keyboard. */
import { useRef, useState, type KeyboardEvent, type PointerEvent as ReactPointerEvent } from 'react'
import type { CalendarItem } from '@/api/types'
import { itemKey, slotOf, type Slot } from './calendar-items'
import { isHome, minutesAt, placeName, stepByKey, type Carried, type Field } from './carrying'

/** A hand shakes by less, so that a press remains a click. */
const shakePixels = 4

/** What an element needs by which an interview is carried. */
export interface Carry {
  /** What is in the hand, and where it would go. */
  carried: Carried | null
  /** For the block itself: the pointer takes it anywhere. */
  onPointerDown: (item: CalendarItem, event: ReactPointerEvent<HTMLElement>) => void
  /** For its handle: Space picks it up, arrows choose the place, Space drops it, Escape puts it back. */
  onKeyDown: (item: CalendarItem, event: KeyboardEvent) => void
  onBlur: (item: CalendarItem) => void
  /** A ref for its handle, which keeps the focus where the interview is drawn anew after a move. */
  handleRef: (item: CalendarItem) => (element: HTMLElement | null) => void
}

/**
 * One thing in the hand at a time, and the words for it.
 * @param field where it can be carried; elements of the page say by `data-day` which day they are, and by `data-hours`
 * that they show its hours from top to bottom
 * @returns with `told`, to be announced
 */
export function useCarry(
  field: Field,
  drop: (item: CalendarItem, slot: Slot) => void,
): { carry: Carry; told: string } {
  const [carried, setCarried] = useState<Carried | null>(null)
  const [told, tell] = useState('')
  const awaited = useRef<{ key: string; slot: Slot } | null>(null)

  const finish = (last: Carried, isDropped: boolean) => {
    setCarried(null)
    const stays = !isDropped || isHome(last)
    tell(stays ? `Put back at ${placeName(slotOf(last.item))}.` : `Dropped at ${placeName(last.target)}.`)
    if (!stays) drop(last.item, last.target)
  }

  const onKeyDown: Carry['onKeyDown'] = (item, event) => {
    const isPress = event.key === ' ' || event.key === 'Enter'
    if (!carried) {
      if (!isPress) return
      event.preventDefault()
      setCarried({ item, target: slotOf(item) })
      const arrows = field.hours
        ? 'Left and right choose the day, up and down the time'
        : 'The arrow keys choose the day'
      tell(
        `Carrying ${item.title}, ${placeName(slotOf(item))}. ${arrows}, Space drops it, Escape puts it back.`,
      )
      return
    }
    if (isPress || event.key === 'Escape') {
      event.preventDefault()
      if (isPress && !isHome(carried)) awaited.current = { key: itemKey(item), slot: carried.target }
      finish(carried, isPress)
      return
    }
    const target = stepByKey(carried.target, event.key, field)
    if (!target) return
    event.preventDefault()
    setCarried({ item, target })
    tell(target === carried.target ? 'Here ends what is shown.' : `${placeName(target)}.`)
  }

  const onPointerDown: Carry['onPointerDown'] = (item, event) => {
    // A finger scrolls; it has the list with its button.
    if (event.button !== 0 || event.pointerType === 'touch') return
    const start = { x: event.clientX, y: event.clientY }
    const grabbedAt = event.clientY - event.currentTarget.getBoundingClientRect().top
    let held: Carried | null = null

    const follow = (moving: PointerEvent) => {
      if (!held && Math.hypot(moving.clientX - start.x, moving.clientY - start.y) < shakePixels) return
      const target = slotUnder(moving, grabbedAt, item, field) ?? held?.target ?? slotOf(item)
      if (held?.target.day === target.day && held.target.minutes === target.minutes) return
      held = { item, target }
      setCarried(held)
    }
    const stop = (isDropped: boolean) => {
      window.removeEventListener('pointermove', follow)
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', escape)
      if (!held) return
      // What was carried is a link: letting go of it is no click.
      const swallow = (click: MouseEvent) => {
        click.preventDefault()
        click.stopPropagation()
      }
      window.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => {
        window.removeEventListener('click', swallow, { capture: true })
      })
      finish(held, isDropped)
    }
    const release = () => {
      stop(true)
    }
    const cancel = () => {
      stop(false)
    }
    const escape = (pressed: globalThis.KeyboardEvent) => {
      if (pressed.key === 'Escape') stop(false)
    }
    window.addEventListener('pointermove', follow)
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', escape)
  }

  const onBlur: Carry['onBlur'] = (item) => {
    if (carried && itemKey(carried.item) === itemKey(item)) finish(carried, false)
  }

  const handleRef: Carry['handleRef'] = (item) => (element) => {
    const { key, slot } = awaited.current ?? {}
    const isThere = slot?.day === item.on && slot.minutes === slotOf(item).minutes
    if (!element || key !== itemKey(item) || !isThere) return
    awaited.current = null
    element.focus({ preventScroll: true })
  }

  return { carry: { carried, onPointerDown, onKeyDown, onBlur, handleRef }, told }
}

/** The place under the pointer: over hours the time where the upper edge of the block is, else the time that it has. */
function slotUnder(at: PointerEvent, grabbedAt: number, item: CalendarItem, field: Field): Slot | null {
  const place = document.elementFromPoint(at.clientX, at.clientY)?.closest<HTMLElement>('[data-day]')
  const day = place?.dataset.day
  if (!place || day === undefined) return null
  if (!field.hours || place.dataset.hours === undefined) return { day, minutes: slotOf(item).minutes }
  const { top, height } = place.getBoundingClientRect()
  return { day, minutes: minutesAt((at.clientY - grabbedAt - top) / height, field.hours) }
}
