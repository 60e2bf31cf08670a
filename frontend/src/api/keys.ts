/** Roots of the query keys: what one feature invalidates of another without importing it. */
export const roots = {
  session: ['session'],
  signup: ['signup'],
  profile: ['profile'],
  account: ['account'],
  jobs: ['jobs'],
  applications: ['applications'],
  /** What happened to an application; below its root, so that what changes applications loads it again. */
  timeline: ['applications', 'timeline'],
  interviews: ['interviews'],
  contacts: ['contacts'],
  activities: ['activities'],
  documents: ['documents'],
  tasks: ['tasks'],
  cadence: ['cadence'],
  calendar: ['calendar'],
  calendarFeeds: ['calendar-feeds'],
  today: ['today'],
  savedViews: ['saved-views'],
  imports: ['imports'],
  sampleData: ['sample-data'],
  /** Work that takes longer than a request: files that are made, backups that are restored. */
  runs: ['runs'],
} as const
