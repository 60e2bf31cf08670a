/** Lists of things to deal with: what has the focus is often gone with its row. */
import { useEffect, useRef, type ReactNode } from 'react'
import classes from './ItemList.module.css'

interface ItemListProps<Item> {
  label: string
  items: readonly Item[]
  keyOf: (item: Item) => string | number
  children: (item: Item) => ReactNode
}

/** A list that gives the focus to the row that took the place of one that went, or to the page's heading. */
export function ItemList<Item>({ label, items, keyOf, children }: ItemListProps<Item>) {
  const list = useRef<HTMLUListElement>(null)
  const focused = useRef<number | null>(null)
  const keys = items.map(keyOf).join(' ')
  useEffect(() => {
    if (focused.current === null || document.activeElement !== document.body) return
    const rows = list.current?.querySelectorAll<HTMLElement>(':scope > li') ?? []
    const next = rows[Math.min(focused.current, rows.length - 1)]
    ;(next ?? document.querySelector<HTMLElement>('main h1'))?.focus({ preventScroll: true })
  }, [keys])

  // The last row takes the whole list along.
  useEffect(
    () => () => {
      setTimeout(() => {
        if (focused.current !== null && document.activeElement === document.body)
          document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
      })
    },
    [],
  )

  return (
    // It listens to what comes up from the buttons in its rows, and answers to nothing itself.
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-element-interactions
    <ul
      ref={list}
      className={classes.list}
      aria-label={label}
      onFocus={(event) => {
        const rows = [...(list.current?.children ?? [])]
        const place = rows.findIndex((row) => row.contains(event.target))
        // Menus and dialogues of a row stand elsewhere.
        if (place >= 0) focused.current = place
      }}
      onBlur={(event) => {
        // To another place of the page; a row that goes leaves the focus nowhere.
        const to = event.relatedTarget
        if (to && !list.current?.contains(to) && !to.closest('[role=menu], [role=dialog]'))
          focused.current = null
      }}
    >
      {items.map((item) => (
        <li key={keyOf(item)} className={classes.item} tabIndex={-1}>
          {children(item)}
        </li>
      ))}
    </ul>
  )
}

interface ItemTextProps {
  title: ReactNode
  /** Lines under the title. */
  children?: ReactNode
}

/** What a row is about. */
export function ItemText({ title, children }: ItemTextProps) {
  return (
    <div className={classes.text}>
      {title}
      {children}
    </div>
  )
}

/** What can be done with a row. */
export function ItemActions({ children }: { children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>
}
