import { describe, expect, it } from 'vitest'
import type { Job } from '@/api/types'
import { differences } from './merge-fields'

const nothing = {
  title: 'Baker',
  company: 'Brot AG',
  locations: [],
  skills: [],
  tags: [],
  salary_min: null,
  salary_max: null,
  salary_currency: '',
  salary_period: '',
  posted_on: null,
  deadline_on: null,
}
const texts = [
  'url',
  'remote_option',
  'job_type',
  'experience_level',
  'source',
  'external_reference',
  'description',
]
const job = (fields: Partial<Job>): Job =>
  ({
    ...nothing,
    ...Object.fromEntries([...texts, 'availability', 'requirements', 'notes'].map((name) => [name, ''])),
    ...fields,
  }) as Job

describe('merging two postings', () => {
  it('asks only about what both have and not the same', () => {
    const kept = job({ url: 'https://a.example/1', notes: 'Call Eva', locations: ['Bern'] })
    const other = job({ url: 'https://b.example/2', description: 'Bread.', locations: ['Bern'] })
    expect(differences(kept, other)).toEqual([
      { label: 'Link', fields: ['url'], kept: 'https://a.example/1', other: 'https://b.example/2' },
    ])
  })

  it('takes pay as a whole', () => {
    const pay = { salary_currency: 'CHF', salary_period: 'year' } as const
    const [difference] = differences(
      job({ ...pay, salary_min: '90000' }),
      job({ ...pay, salary_min: '95000' }),
    )
    expect(difference?.fields).toEqual(['salary_min', 'salary_max', 'salary_currency', 'salary_period'])
  })
})
