/** What kinds of interviews are called. */
import type { InterviewOfToday } from '@/api/types'

export const interviewLabels: Readonly<Record<InterviewOfToday['kind'], string>> = {
  recruiter_call: 'Call with a recruiter',
  phone: 'Phone interview',
  video: 'Video interview',
  on_site: 'On-site interview',
  technical: 'Technical interview',
  take_home: 'Take-home task',
  panel: 'Panel interview',
  final: 'Final interview',
  other: 'Interview',
}
