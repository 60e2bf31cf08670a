/** The calendar. */
import {
  ActionIcon,
  Button,
  Group,
  SegmentedControl,
  Switch,
  Text,
  Title,
  VisuallyHidden,
} from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { CalendarPlus, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { CalendarItem } from '@/api/types'
import { LinkButton } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastProblem } from '@/components/toast'
import { dateInZone, toLocalInput } from '@/lib/dates'
import { usePreferences } from '@/lib/preferences'
import { Agenda } from './Agenda'
import { calendarViews, daysFrom, rangeOf, stepFrom, titleOf, type CalendarView } from './calendar-days'
import { byDay, hasHours, layOut, minutesOf } from './calendar-items'
import { hoursOf } from './carrying'
import { MonthGrid } from './MonthGrid'
import { MoveInterviewDialog } from './MoveInterviewDialog'
import { calendarQuery } from './queries'
import { useCarry } from './useCarry'
import { useMoving } from './useMoving'
import { WeekGrid } from './WeekGrid'

const route = getRouteApi('/app/calendar')
const viewLabels: Record<CalendarView, string> = { month: 'Month', week: 'Week', agenda: 'Agenda' }
const wholeDay = { from: 0, to: 24 * 60 }

/** Interviews, deadlines and tasks in the person's time zone; the view and its day stand in the URL. */
export function CalendarPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { timeZone } = usePreferences()
  const isWide = useMediaQuery('(min-width: 48em)', undefined, { getInitialValueInEffect: false })
  const [isWholeDay, setIsWholeDay] = useState(false)
  const [moving, setMoving] = useState<CalendarItem | null>(null)
  const move = useMoving()

  const today = dateInZone(new Date(), timeZone)
  const date = search.date ?? today
  // A grid of days needs room.
  const view = isWide ? (search.view ?? 'month') : 'agenda'
  const { first, last } = rangeOf(view, date)
  const calendar = useQuery(calendarQuery(first, last))
  const items = calendar.data?.items ?? []
  const days = daysFrom(first, last)
  const shown = byDay(items, timeZone)

  const blocks = days.flatMap((day) =>
    layOut((shown.get(day) ?? []).filter((item) => hasHours(item, timeZone))),
  )
  const hours = isWholeDay ? wholeDay : hoursOf(blocks)
  const { carry, told } = useCarry({ first, last, hours: view === 'week' ? hours : null }, (item, slot) => {
    move(item, slot).catch((error: unknown) => {
      toastProblem(error, `${item.title} was not moved`)
    })
  })

  const go = (next: typeof search) => void navigate({ search: { ...search, ...next }, resetScroll: false })
  const step = (direction: 1 | -1) => {
    go({ date: stepFrom(view, date, direction) })
  }

  return (
    <>
      <PageHeader
        title="Calendar"
        actions={
          <LinkButton
            to="/settings/calendar"
            variant="default"
            leftSection={<CalendarPlus size={16} aria-hidden />}
          >
            Subscribe
          </LinkButton>
        }
      />
      <Group justify="space-between" gap="sm" mb="sm">
        <Group gap="xs" wrap="nowrap">
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              go({ date: undefined })
            }}
          >
            Today
          </Button>
          <ActionIcon.Group>
            <ActionIcon
              variant="default"
              size={30}
              aria-label="Earlier"
              onClick={() => {
                step(-1)
              }}
            >
              <ChevronLeft size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size={30}
              aria-label="Later"
              onClick={() => {
                step(1)
              }}
            >
              <ChevronRight size={16} aria-hidden />
            </ActionIcon>
          </ActionIcon.Group>
          <Title order={2} size="h3" aria-live="polite">
            {titleOf(view, date)}
          </Title>
        </Group>
        {isWide && (
          <Group gap="sm">
            {view === 'week' && (
              <Switch
                size="xs"
                label="All hours"
                checked={isWholeDay}
                onChange={(event) => {
                  setIsWholeDay(event.currentTarget.checked)
                }}
              />
            )}
            <SegmentedControl
              size="xs"
              aria-label="View"
              value={view}
              onChange={(chosen) => {
                go({ view: chosen })
              }}
              data={calendarViews.map((value) => ({ value, label: viewLabels[value] }))}
            />
          </Group>
        )}
      </Group>
      {calendar.isLoadingError && (
        <ProblemAlert error={calendar.error} onRetry={() => void calendar.refetch()} />
      )}
      {calendar.isPending && <LoadingRows height={64} />}
      {calendar.data && view === 'month' && (
        <MonthGrid date={date} today={today} items={items} zone={timeZone} carry={carry} />
      )}
      {calendar.data && view === 'week' && (
        <WeekGrid
          days={days}
          today={today}
          now={minutesOf(toLocalInput(new Date().toISOString(), timeZone).slice(11))}
          hours={hours}
          items={shown}
          zone={timeZone}
          carry={carry}
        />
      )}
      {calendar.data && view === 'agenda' && (
        <Agenda days={days} today={today} items={shown} carry={carry} onMove={setMoving} />
      )}
      {calendar.data && items.length === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          Interviews that you plan, the deadlines of postings, and tasks with a date appear here.
        </Text>
      )}
      <Text size="xs" c="dimmed" mt="sm">
        Times are those of {timeZone}.
      </Text>
      <VisuallyHidden aria-live="assertive">{told}</VisuallyHidden>
      {moving && (
        <MoveInterviewDialog
          item={moving}
          onClose={() => {
            setMoving(null)
          }}
        />
      )}
    </>
  )
}
