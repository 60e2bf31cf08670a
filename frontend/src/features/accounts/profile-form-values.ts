/** A profile as the fields of a form, and back. */
import type { Profile, ProfilePatch, Skill } from '@/api/types'
import { readAmount } from '@/lib/money'

/** A row of the list of skills; `key` tells rows apart while they have no name. */
export interface SkillRow extends Skill {
  key: string
}

/** Every field of the form; what is empty is the empty text or list. */
export interface ProfileFormValues {
  display_name: string
  first_name: string
  last_name: string
  time_zone: string
  country: string
  currency: string
  skills: SkillRow[]
  target_roles: string[]
  preferred_locations: string[]
  remote_options: Profile['remote_options']
  minimum_salary: string
  minimum_salary_period: Profile['minimum_salary_period']
  weekly_goal: string
}

const simpleFields = [
  'display_name',
  'first_name',
  'last_name',
  'time_zone',
  'country',
  'currency',
  'target_roles',
  'preferred_locations',
  'remote_options',
  'minimum_salary',
  'minimum_salary_period',
  'weekly_goal',
] as const satisfies readonly (keyof ProfileFormValues)[]

/** The levels of a skill and what they are called, the lowest first. */
export const skillLevelLabels: Readonly<Record<Skill['level'], string>> = {
  beginner: 'Beginner',
  intermediate: 'Intermediate',
  advanced: 'Advanced',
  expert: 'Expert',
}

/** The form of a profile. */
export function toProfileValues(profile: Profile): ProfileFormValues {
  return {
    display_name: profile.display_name,
    first_name: profile.first_name,
    last_name: profile.last_name,
    time_zone: profile.time_zone,
    country: profile.country,
    currency: profile.currency,
    skills: profile.skills.map((skill, index) => ({ ...skill, key: `kept-${index}` })),
    target_roles: profile.target_roles,
    preferred_locations: profile.preferred_locations,
    remote_options: profile.remote_options,
    minimum_salary: profile.minimum_salary ?? '',
    minimum_salary_period: profile.minimum_salary_period,
    weekly_goal: profile.weekly_goal === null ? '' : String(profile.weekly_goal),
  }
}

/** What the API takes. Rows stay in their places, so that the paths of its complaints name them. */
export function toProfilePatch(values: ProfileFormValues): ProfilePatch {
  return {
    ...values,
    skills: values.skills.map(({ name, level }) => ({ name: name.trim(), level })),
    minimum_salary: readAmount(values.minimum_salary),
    weekly_goal: values.weekly_goal.trim() === '' ? null : Number(values.weekly_goal),
  }
}

/** The places where the form shows complaints; those inside a skill come before the list as a whole. */
export function profileFields(values: ProfileFormValues): string[] {
  const inSkills = values.skills.flatMap((_, index) => [`skills.${index}.name`, `skills.${index}.level`])
  return [...inSkills, 'skills', ...simpleFields]
}

/** Complaints that need no server. */
export const profileRules = {
  skills: {
    name: (value: string) => (value.trim() ? null : 'Enter a skill, or remove the row.'),
  },
  weekly_goal: (value: string) =>
    /^\d*$/.test(value.trim()) ? null : 'Enter a whole number, or leave it empty.',
}
