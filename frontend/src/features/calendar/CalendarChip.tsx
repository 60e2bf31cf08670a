/** Something in the calendar: a link to what it is about. */
import { VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Check, Flag, GripVertical, ListTodo, UsersRound } from 'lucide-react'
import type { CSSProperties } from 'react'
import type { CalendarItem } from '@/api/types'
import { formatMinutes } from './calendar-days'
import { isMovable, itemKey, minutesOf } from './calendar-items'
import classes from './Calendar.module.css'
import type { Carry } from './useCarry'

const icons = { interview: UsersRound, deadline: Flag, task: ListTodo }
const words = { interview: 'Interview', deadline: 'Deadline', task: 'Task' }

/** The page that shows what an item is about. */
export function pathOf({ type, application, job }: CalendarItem): string {
  if (type === 'deadline' && job) return `/jobs/${job.id}`
  return application === null ? '/tasks' : `/applications/${application}`
}

interface CalendarChipProps {
  item: CalendarItem
  carry: Carry
  style?: CSSProperties
  /** In a list, where it is not carried. */
  isPlain?: boolean
  /** A day after its first: it is taken by its beginning alone. */
  isContinued?: boolean
}

/** Its time and title; one that can be moved has a handle for the keyboard and is taken anywhere with the pointer. */
export function CalendarChip({
  item,
  carry,
  style,
  isPlain = false,
  isContinued = false,
}: CalendarChipProps) {
  const { type, title, time, state, job } = item
  const Icon = state === 'completed' ? Check : icons[type]
  const canMove = isMovable(item) && !isContinued && !isPlain
  const isCarried = carry.carried !== null && itemKey(carry.carried.item) === itemKey(item)
  return (
    <div
      className={classes.chip}
      style={style}
      data-type={type}
      data-state={state ?? undefined}
      data-carried={isCarried || undefined}
      data-movable={canMove || undefined}
      data-plain={isPlain || undefined}
      data-testid="calendar-item"
      onPointerDown={
        canMove
          ? (event) => {
              carry.onPointerDown(item, event)
            }
          : undefined
      }
    >
      <Link
        to={pathOf(item)}
        draggable={false}
        className={classes.chipLink}
        title={job ? `${title} · ${job.title}, ${job.company}` : title}
      >
        <Icon size={13} aria-hidden className={classes.chipIcon} />
        <VisuallyHidden>
          {words[type]}
          {state === 'completed' && ', done'}
          {state === 'cancelled' && ', cancelled'}
          {isContinued && ', goes on'}:{' '}
        </VisuallyHidden>
        {time !== null && !isContinued && (
          <>
            <time className={classes.chipTime}>{formatMinutes(minutesOf(time))}</time>{' '}
          </>
        )}
        <span className={classes.chipTitle}>{title}</span>
        {job && <span className={classes.chipCompany}> {job.company}</span>}
      </Link>
      {canMove && (
        <button
          ref={carry.handleRef(item)}
          type="button"
          className={classes.chipHandle}
          aria-label={`Move ${title}`}
          aria-pressed={isCarried}
          onKeyDown={(event) => {
            carry.onKeyDown(item, event)
          }}
          onBlur={() => {
            carry.onBlur(item)
          }}
        >
          <GripVertical size={13} aria-hidden />
        </button>
      )}
    </div>
  )
}
