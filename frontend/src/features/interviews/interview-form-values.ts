/** The values of the forms of interviews, and what the API takes. Pure. */
import type {
  Interview,
  InterviewInput,
  InterviewMove,
  InterviewPatch,
  InterviewResult,
  Status,
} from '@/api/types'
import type { NamedRow } from '@/components/RowSelect'
import { toLocalInput } from '@/lib/dates'
import { offsetsOf } from '@/lib/wall-clock'

/** A time on the clocks of a zone. */
export interface TimeValues {
  /** Of a `datetime-local` field. */
  starts_at: string
  duration_minutes: number | string
  /** IANA name. */
  time_zone: string
  /** Which of the two is meant where the clocks show a time twice; else it does not matter. */
  offset: string
}

/** What an interview is, apart from its time. */
export interface AboutValues {
  kind: Interview['kind']
  title: string
  place: string
  url: string
  interviewers: NamedRow[]
  preparation: string
}

export type ScheduleValues = TimeValues & AboutValues & { move_to: Status | '' }

/** How it went. */
export interface ResultValues {
  outcome: Interview['outcome']
  questions: { key: string; question: string; answer: string }[]
  skill_ratings: { key: string; skill: string; rating: number }[]
  feedback: string
  note: string
  move_to: Status | ''
}

/** The fields, as the API's complaints name them. */
export const timeFields = ['starts_at', 'duration_minutes', 'time_zone'] as const
export const aboutFields = ['kind', 'title', 'place', 'url', 'interviewers', 'preparation'] as const

const minute = 60_000

/** The time of an interview on the clocks of its zone. */
export function toTimeValues(interview: Pick<Interview, 'starts_at' | 'ends_at' | 'time_zone'>): TimeValues {
  const { starts_at, ends_at, time_zone } = interview
  return {
    starts_at: toLocalInput(starts_at, time_zone),
    duration_minutes: (Date.parse(ends_at) - Date.parse(starts_at)) / minute,
    time_zone,
    offset: '',
  }
}

/** What is wrong with a time, or null. */
export function timeProblem({ starts_at, time_zone }: TimeValues): string | null {
  if (starts_at === '') return 'Enter a date and a time.'
  return offsetsOf(starts_at, time_zone).length === 0
    ? `There is no such time in ${time_zone}: the clocks are set forward over it.`
    : null
}

/** The beginning as the API takes it: as the clocks show it, with the offset where that means two times. */
export function toStart({ starts_at, time_zone, offset }: TimeValues): string {
  const offsets = offsetsOf(starts_at, time_zone)
  if (offsets.length < 2) return starts_at
  return starts_at + (offsets.includes(offset) ? offset : (offsets[0] ?? ''))
}

/** A new interview, to send. */
export function toInterviewInput(values: ScheduleValues, application: number): InterviewInput {
  return {
    application,
    ...toInterviewPatch(values),
    kind: values.kind,
    starts_at: toStart(values),
    duration_minutes: Number(values.duration_minutes),
    time_zone: values.time_zone,
    move_to: values.move_to || undefined,
  }
}

/** Another time, to send. */
export function toInterviewMove(values: TimeValues, note: string): InterviewMove {
  const offsets = offsetsOf(values.starts_at, values.time_zone)
  const offset = offsets.includes(values.offset) ? values.offset : (offsets[0] ?? 'Z')
  const start = Date.parse(`${values.starts_at}${offset}`)
  return {
    starts_at: toStart(values),
    // The API takes a length for new ones only.
    ends_at: new Date(start + Number(values.duration_minutes) * minute).toISOString(),
    time_zone: values.time_zone,
    note: note.trim() || undefined,
  }
}

/** An interview without its time as the form shows it. */
export function toAboutValues(interview: Interview): AboutValues {
  const { kind, title, place, url, interviewers, preparation } = interview
  return { kind, title, place, url, interviewers, preparation }
}

/** What of an interview is changed, to send. */
export function toInterviewPatch(values: AboutValues): InterviewPatch {
  const { kind, title, place, url, interviewers, preparation } = values
  return {
    kind,
    title: title.trim(),
    place,
    url: url.trim(),
    interviewers: interviewers.map(({ id }) => id),
    preparation,
  }
}

/** What one took along from an interview as the form shows it. */
export function toResultValues(interview: Interview): ResultValues {
  return {
    outcome: interview.outcome,
    questions: interview.questions.map((item, index) => ({ key: String(index), ...item })),
    skill_ratings: interview.skill_ratings.map((item, index) => ({ key: String(index), ...item })),
    feedback: interview.feedback,
    note: '',
    move_to: '',
  }
}

/** What one took along, to send; rows that are empty are left out. */
export function toFeedback(
  values: ResultValues,
): Pick<InterviewPatch, 'questions' | 'skill_ratings' | 'feedback'> {
  return {
    questions: values.questions
      .map(({ question, answer }) => ({ question: question.trim(), answer: answer.trim() }))
      .filter(({ question, answer }) => question !== '' || answer !== ''),
    skill_ratings: values.skill_ratings
      .map(({ skill, rating }) => ({ skill: skill.trim(), rating }))
      .filter(({ skill }) => skill !== ''),
    feedback: values.feedback,
  }
}

/** That an interview has been and how it went, to send. */
export function toInterviewResult(values: ResultValues): InterviewResult {
  return {
    ...toFeedback(values),
    outcome: values.outcome,
    note: values.note.trim() || undefined,
    move_to: values.move_to || undefined,
  }
}
