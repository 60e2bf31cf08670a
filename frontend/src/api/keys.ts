/** Roots of the query keys: what one feature invalidates of another without importing it. */
export const roots = {
  session: ['session'],
  signup: ['signup'],
  profile: ['profile'],
  account: ['account'],
  jobs: ['jobs'],
  applications: ['applications'],
  savedViews: ['saved-views'],
  today: ['today'],
  tasks: ['tasks'],
  cadence: ['cadence'],
  contacts: ['contacts'],
  activities: ['activities'],
  sampleData: ['sample-data'],
} as const
