import { describe, expect, it } from 'vitest'
import { ApiProblem } from '@/api/problem'
import type { Profile } from '@/api/types'
import { formErrors } from '@/lib/form-errors'
import { profileFields, profileRules, toProfilePatch, toProfileValues } from './profile-form-values'

const profile: Profile = {
  email: 'ada@example.org',
  is_staff: false,
  display_name: 'Ada',
  first_name: 'Ada',
  last_name: 'Lovelace',
  time_zone: 'Europe/London',
  country: 'GB',
  currency: 'GBP',
  skills: [
    { name: 'Analysis', level: 'expert' },
    { name: 'French', level: 'beginner' },
  ],
  target_roles: ['Programmer'],
  preferred_locations: ['London'],
  remote_options: ['hybrid', 'remote'],
  minimum_salary: '60000.00',
  minimum_salary_period: 'year',
  weekly_goal: 5,
}

describe('the form of a profile', () => {
  it('comes back as it was loaded', () => {
    const { email, is_staff, ...editable } = profile
    expect(email).toBe('ada@example.org')
    expect(is_staff).toBe(false)
    expect(toProfilePatch(toProfileValues(profile))).toEqual({
      ...editable,
      skills: [
        { name: 'Analysis', level: 'expert' },
        { name: 'French', level: 'beginner' },
      ],
    })
  })

  it('sends an empty amount and an empty goal as none', () => {
    const values = toProfileValues({ ...profile, minimum_salary: null, weekly_goal: null })
    expect(values.minimum_salary).toBe('')
    expect(values.weekly_goal).toBe('')
    expect(toProfilePatch(values)).toMatchObject({ minimum_salary: null, weekly_goal: null })
  })

  it('takes an amount as people write it', () => {
    const values = { ...toProfileValues(profile), minimum_salary: "60'000.50" }
    expect(toProfilePatch(values).minimum_salary).toBe('60000.50')
  })

  it('shows a complaint inside a skill at its row, and one about the list at the list', () => {
    const message = (text: string) => [{ code: 'invalid', message: text }]
    const problem = new ApiProblem({
      status: 400,
      code: 'validation_error',
      message: 'Check the fields.',
      fields: {
        'skills.1.name': message('Twice.'),
        skills: message('Too many.'),
        'target_roles.0': message('Too long.'),
        something: message('Odd.'),
      },
    })
    expect(formErrors(problem, profileFields(toProfileValues(profile)))).toEqual({
      fields: { 'skills.1.name': 'Twice.', skills: 'Too many.', target_roles: 'Too long.' },
      rest: ['Odd.'],
    })
  })

  it('does not send a skill without a name, or half an application a week', () => {
    expect(profileRules.skills.name('  ')).not.toBeNull()
    expect(profileRules.skills.name('Bronze')).toBeNull()
    expect(profileRules.weekly_goal('2.5')).not.toBeNull()
    expect(profileRules.weekly_goal(' 3 ')).toBeNull()
    expect(profileRules.weekly_goal('')).toBeNull()
  })
})
