/** The frame of an entry of a timeline. */
import { Text } from '@mantine/core'
import type { CSSProperties, ReactNode } from 'react'
import classes from './Timeline.module.css'
import { Instant } from '@/components/Instant'

interface TimelineItemProps {
  /** A colour of the theme, for the mark at the line. */
  color: string
  children: ReactNode
}

/** A point on the line, with what happened beside it. */
export function TimelineItem({ color, children }: TimelineItemProps) {
  return (
    <li
      className={classes.entry}
      style={{ '--entry-color': `var(--mantine-color-${color}-filled)` } as CSSProperties}
    >
      {children}
    </li>
  )
}

interface EventProps {
  at: string
  note?: string
  children: ReactNode
}

/** What happened in a line, when, and what was noted. */
export function Event({ at, note = '', children }: EventProps) {
  return (
    <>
      <Text size="sm" component="div">
        {children}
      </Text>
      <Text size="sm" c="dimmed">
        <Instant at={at} />
      </Text>
      {note !== '' && (
        <Text size="sm" mt={4} style={{ whiteSpace: 'pre-wrap' }}>
          {note}
        </Text>
      )}
    </>
  )
}
