/** Roots of the query keys: what one feature invalidates of another without importing it. */
export const roots = {
  session: ['session'],
  signup: ['signup'],
  profile: ['profile'],
  account: ['account'],
  jobs: ['jobs'],
  applications: ['applications'],
  interviews: ['interviews'],
  calendar: ['calendar'],
  calendarFeeds: ['calendar-feeds'],
  today: ['today'],
  savedViews: ['saved-views'],
  sampleData: ['sample-data'],
} as const
