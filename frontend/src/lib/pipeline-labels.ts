/** The choices of interviews, the log, documents and tasks, and what they are called. */
import type { Activity, Document, InterviewSummary, Task, TimelineType } from '@/api/types'

type Labels<Choice extends string> = Readonly<Record<Exclude<Choice, ''>, string>>

export const interviewKindLabels: Labels<InterviewSummary['kind']> = {
  recruiter_call: 'Recruiter call',
  phone: 'Phone',
  video: 'Video',
  on_site: 'On site',
  technical: 'Technical',
  take_home: 'Take-home task',
  panel: 'Panel',
  final: 'Final round',
  other: 'Other',
}

export const interviewStateLabels: Labels<InterviewSummary['state']> = {
  scheduled: 'Planned',
  completed: 'Done',
  cancelled: 'Cancelled',
}

export const outcomeLabels: Labels<InterviewSummary['outcome']> = {
  passed: 'Passed',
  mixed: 'Mixed',
  failed: 'Failed',
}

export const activityKindLabels: Labels<Activity['kind']> = {
  note: 'Note',
  email: 'E-mail',
  call: 'Call',
  message: 'Message',
  meeting: 'Meeting',
}

export const directionLabels: Labels<Activity['direction']> = {
  out: 'From me',
  in: 'To me',
}

export const documentKindLabels: Labels<Document['kind']> = {
  cv: 'CV',
  cover_letter: 'Cover letter',
  portfolio: 'Portfolio',
  certificate: 'Certificate',
  other: 'Other',
}

export const taskKindLabels: Labels<Task['kind']> = {
  follow_up: 'Follow up',
  thank_you: 'Say thank you',
  prepare: 'Prepare',
  other: 'Other',
}

export const timelineTypeLabels: Labels<TimelineType> = {
  status_change: 'Moves',
  stage_change: 'Stages',
  interview_change: 'Interviews',
  activity: 'Notes and touches',
  document: 'Documents',
  task: 'Tasks',
}

/** What an interview is called: its title, or else what kind it is. */
export function interviewName({ kind, title }: Pick<InterviewSummary, 'kind' | 'title'>): string {
  return title || interviewKindLabels[kind]
}
