/** Server state of the calendar: what it shows, moving interviews, and the addresses that other calendars read. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { cursorFrom } from '@/api/cursor'
import { roots } from '@/api/keys'
import type { CalendarFeedInput, CalendarItem, InterviewMove } from '@/api/types'
import { inOrder, itemKey } from './calendar-items'

/** Everything from one day to another. */
export function calendarQuery(first: string, last: string) {
  return queryOptions({
    queryKey: [...roots.calendar, first, last],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/calendar/', { params: { query: { from: first, to: last } }, signal })),
    placeholderData: keepPreviousData,
  })
}

interface Shown {
  items: CalendarItem[]
}

/** Shows an item as it is given, wherever it is on the screen. */
function show(client: QueryClient, item: CalendarItem) {
  const replace = (shown: Shown | undefined) =>
    shown && { items: inOrder(shown.items.map((other) => (itemKey(other) === itemKey(item) ? item : other))) }
  client.setQueriesData<Shown>({ queryKey: roots.calendar }, replace)
}

interface InterviewMoving {
  /** As it is now. */
  item: CalendarItem
  /** As it will be. */
  moved: CalendarItem
  body: InterviewMove
}

/** Moves an interview to another time: at once on the screen, taken back when the server refuses. */
export function useMoveInterview() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ item, body }: InterviewMoving) =>
      unwrap(api.POST('/api/v1/interviews/{id}/move/', { params: { path: { id: item.id } }, body })),
    // One after the other: the last one is where it stays.
    scope: { id: 'interview-moves' },
    onMutate: async ({ moved }) => {
      await client.cancelQueries({ queryKey: roots.calendar })
      show(client, moved)
    },
    onError: (_error, { item }) => {
      show(client, item)
    },
    onSettled: () =>
      Promise.all(
        [roots.calendar, roots.interviews, roots.applications, roots.today].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

/** The addresses at which other calendars read, the oldest first. */
export const feedsQuery = infiniteQueryOptions({
  queryKey: roots.calendarFeeds,
  queryFn: ({ pageParam, signal }) =>
    unwrap(api.GET('/api/v1/calendar-feeds/', { params: { query: { cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorFrom(page.next),
})

/** Makes an address; the answer alone carries it. */
export function useCreateFeed() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CalendarFeedInput) => unwrap(api.POST('/api/v1/calendar-feeds/', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: roots.calendarFeeds }),
    // It is not to lie in memory longer than it is shown.
    gcTime: 0,
  })
}

/** Changes what an address shows. */
export function useUpdateFeed(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CalendarFeedInput) =>
      unwrap(api.PATCH('/api/v1/calendar-feeds/{id}/', { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: roots.calendarFeeds }),
  })
}

/** Makes another address in place of one; the answer alone carries it. */
export function useRegenerateFeed(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/calendar-feeds/{id}/regenerate/', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: roots.calendarFeeds }),
    gcTime: 0,
  })
}

/** Ends an address. */
export function useRevokeFeed(id: number) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/calendar-feeds/{id}/', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: roots.calendarFeeds }),
  })
}
