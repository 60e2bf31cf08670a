/** Moving interviews, with a message and Undo after it. */
import type { CalendarItem, InterviewMove } from '@/api/types'
import { toastProblem, toastSuccess } from '@/components/toast'
import { fromLocalInput } from '@/lib/dates'
import { usePreferences } from '@/lib/preferences'
import { movedTo, slotOf, toLocal, type Slot } from './calendar-items'
import { placeName } from './carrying'
import { useMoveInterview } from './queries'

/** What the server is asked for, so that an interview begins at a place of the calendar. */
function moveTo(item: CalendarItem, slot: Slot, zone: string): InterviewMove {
  const local = toLocal(slot)
  // On the clocks of its own zone the server says where there is no such time, or two; elsewhere it takes the instant.
  return { starts_at: item.time_zone === zone ? local : (fromLocalInput(local, zone) ?? local) }
}

/**
 * A function that moves an interview to a place of the calendar, and shows what came of it as a message.
 * @throws ApiProblem where the server refuses
 */
export function useMoving() {
  const move = useMoveInterview()
  const { timeZone } = usePreferences()

  const takeBack = async (item: CalendarItem, moved: CalendarItem) => {
    if (item.starts_at === null || item.ends_at === null) return
    try {
      const body = { starts_at: item.starts_at, ends_at: item.ends_at }
      await move.mutateAsync({ item: moved, moved: item, body })
      toastSuccess(`${item.title} is back at ${placeName(slotOf(item))}.`)
    } catch (error) {
      toastProblem(error, 'The move was not undone')
    }
  }
  return async (item: CalendarItem, slot: Slot) => {
    const startsAt = fromLocalInput(toLocal(slot), timeZone)
    const moved = startsAt === null ? item : movedTo(item, startsAt, timeZone)
    const now = await move.mutateAsync({ item, moved, body: moveTo(item, slot, timeZone) })
    const shown = movedTo(item, now.starts_at, timeZone)
    toastSuccess(`${item.title}: now ${placeName(slotOf(shown))}.`, () => void takeBack(item, shown))
  }
}
