/** The view state of the calendar, as it stands in the URL. */
import { readDay, readOne, type RawSearch } from '@/lib/search-params'
import { calendarViews, type CalendarView } from './calendar-days'

/** What the URL of the calendar may hold. */
export interface CalendarSearch {
  view?: CalendarView
  /** A day that is shown; today, where it is left out. */
  date?: string
}

/** Reads the view state out of a query string; what is not valid is dropped. */
export function readCalendarSearch(raw: RawSearch): CalendarSearch {
  return { view: readOne<CalendarView>(raw.view, calendarViews), date: readDay(raw.date) }
}
