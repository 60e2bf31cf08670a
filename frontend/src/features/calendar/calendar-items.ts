/** What stands where in the calendar. Pure. */
import type { CalendarItem } from '@/api/types'
import { dateInZone, toLocalInput } from '@/lib/dates'
import { daysFrom } from './calendar-days'

/** The length of what has a time but no end. */
const usualMinutes = 30
const minutesADay = 24 * 60

/** A place in the calendar: a day, and minutes since its midnight. */
export interface Slot {
  day: string
  minutes: number
}

/** Something of a day, beside others at the same time: the lane of so many in which it is drawn. */
export interface Placed {
  item: CalendarItem
  from: number
  to: number
  lane: number
  lanes: number
}

/** What names an item everywhere in the page. */
export function itemKey({ type, id }: Pick<CalendarItem, 'type' | 'id'>): string {
  return `${type}-${id}`
}

/** Minutes since midnight of a time such as `14:30:00`; 0 where there is none. */
export function minutesOf(time: string | null): number {
  const [hours = 0, minutes = 0] = (time ?? '').split(':').map(Number)
  return hours * 60 + minutes
}

/** Every day that an item is on, in the zone of the calendar. What ends at midnight is not on the day after. */
export function daysOf(item: CalendarItem, zone: string): string[] {
  if (item.starts_at === null || item.ends_at === null) return [item.on]
  const last = dateInZone(new Date(Date.parse(item.ends_at) - 1), zone)
  return last > item.on ? daysFrom(item.on, last) : [item.on]
}

/** The items of each day, in their order. */
export function byDay(items: readonly CalendarItem[], zone: string): Map<string, CalendarItem[]> {
  const days = new Map<string, CalendarItem[]>()
  for (const item of items) {
    for (const day of daysOf(item, zone)) days.set(day, [...(days.get(day) ?? []), item])
  }
  return days
}

const importance = { interview: 0, task: 1, deadline: 2 }

/** So many items of a day, in their order: interviews before tasks, and tasks before deadlines, are not left out. */
export function mostImportant(items: readonly CalendarItem[], count: number): CalendarItem[] {
  const chosen = [...items].sort((a, b) => importance[a.type] - importance[b.type]).slice(0, count)
  return items.filter((item) => chosen.includes(item))
}

/** True for what is drawn over the hours of a day, rather than as something of the whole day. */
export function hasHours(item: CalendarItem, zone: string): boolean {
  return item.time !== null && daysOf(item, zone).length === 1
}

/** Only an interview that is still planned can be moved. */
export function isMovable(item: CalendarItem): boolean {
  return item.type === 'interview' && item.state === 'scheduled'
}

/** Where an item begins. */
export function slotOf(item: CalendarItem): Slot {
  return { day: item.on, minutes: minutesOf(item.time) }
}

/** How many minutes an item takes. */
export function lengthOf(item: CalendarItem): number {
  if (item.starts_at === null || item.ends_at === null) return usualMinutes
  return (Date.parse(item.ends_at) - Date.parse(item.starts_at)) / 60_000
}

/** The items of one day side by side where they meet; each as wide as the crowd that it is part of allows. */
export function layOut(items: readonly CalendarItem[]): Placed[] {
  const placed: Placed[] = []
  let crowd: Placed[] = []
  let crowdEnd = 0
  for (const item of [...items].sort((a, b) => minutesOf(a.time) - minutesOf(b.time))) {
    const from = minutesOf(item.time)
    // Too short a block could not be read.
    const to = Math.min(minutesADay, from + Math.max(usualMinutes, lengthOf(item)))
    if (from >= crowdEnd) crowd = []
    const taken = new Set(crowd.filter((other) => other.to > from).map((other) => other.lane))
    let lane = 0
    while (taken.has(lane)) lane += 1
    const place = { item, from, to, lane, lanes: 1 }
    crowd.push(place)
    placed.push(place)
    const lanes = Math.max(...crowd.map((other) => other.lane)) + 1
    for (const other of crowd) other.lanes = lanes
    crowdEnd = Math.max(...crowd.map((other) => other.to))
  }
  return placed
}

/** A place as a `datetime-local` field holds it: `2026-03-01T14:30`. */
export function toLocal({ day, minutes }: Slot): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** An interview as it is after it was moved to begin at an instant; it takes as long as before. */
export function movedTo(item: CalendarItem, startsAt: string, zone: string): CalendarItem {
  const [on = item.on, time = ''] = toLocalInput(startsAt, zone).split('T')
  const ends = new Date(Date.parse(startsAt) + lengthOf(item) * 60_000).toISOString()
  return { ...item, starts_at: startsAt, ends_at: ends, on, time: `${time}:00` }
}

/** In the order of the calendar: of a day first what has no time. */
export function inOrder(items: readonly CalendarItem[]): CalendarItem[] {
  const rank = ({ on, time }: CalendarItem) => `${on} ${time ?? ''}`
  return [...items].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
}
