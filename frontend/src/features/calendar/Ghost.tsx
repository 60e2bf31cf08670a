/** Where something that is carried would go. */
import { useEffect, useRef, type CSSProperties } from 'react'
import classes from './Calendar.module.css'
import { formatMinutes } from './calendar-days'
import type { Carried } from './carrying'

/** An outline with the time that it would have; kept in sight. Screen readers are told in words instead. */
export function Ghost({ carried, style }: { carried: Carried; style?: CSSProperties }) {
  const outline = useRef<HTMLDivElement>(null)
  const { day, minutes } = carried.target
  useEffect(() => {
    outline.current?.scrollIntoView({ block: 'nearest' })
  }, [day, minutes])
  return (
    <div ref={outline} aria-hidden className={classes.ghost} style={style}>
      {formatMinutes(minutes)} {carried.item.title}
    </div>
  )
}
