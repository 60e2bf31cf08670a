/** The fields of all filters of postings. */
import { Fieldset, NativeSelect, SegmentedControl, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Facets } from '@/api/types'
import { CurrencySelect } from '@/components/CurrencySelect'
import { CheckList, type Choice } from '@/components/filters/CheckList'
import { DateRange } from '@/components/filters/DateRange'
import classes from '@/components/filters/filters.module.css'
import { PausedInput } from '@/components/filters/PausedInput'
import {
  availabilityLabels,
  jobTypeLabels,
  levelLabels,
  options,
  periodLabels,
  remoteLabels,
} from '@/lib/job-labels'
import { readAmount } from '@/lib/money'
import { usePreferences } from '@/lib/preferences'
import { readJobSearch, type JobSearch } from './job-search'
import { facetsQuery } from './queries'

interface JobFilterFieldsProps {
  search: JobSearch
  onChange: (change: Partial<JobSearch>) => void
}

/** Facets with their counts, and what else a posting can be found by. */
export function JobFilterFields({ search, onChange }: JobFilterFieldsProps) {
  const facets = useQuery(facetsQuery(search)).data
  // What a reader accepts is of the right words.
  const choose = (name: keyof JobSearch) => (values: string[]) => {
    onChange({ [name]: readJobSearch({ [name]: values })[name] })
  }
  const words = (name: 'remote_option' | 'job_type', labels: Readonly<Record<string, string>>): Choice[] =>
    options(labels).map(({ value, label }) => ({
      value,
      label,
      count: facets && countOf(facets[name], value),
    }))
  const found = (name: keyof Facets): Choice[] =>
    facets?.[name].map(({ value, count }) => ({ value, label: value, count })) ?? []

  return (
    <>
      <CheckList
        legend="Work place"
        choices={words('remote_option', remoteLabels)}
        chosen={search.remote_option}
        onChange={choose('remote_option')}
      />
      <CheckList
        legend="Job type"
        choices={words('job_type', jobTypeLabels)}
        chosen={search.job_type}
        onChange={choose('job_type')}
      />
      <CheckList
        legend="Company"
        choices={found('company')}
        chosen={search.company}
        onChange={choose('company')}
        addLabel="Another company"
      />
      <CheckList
        legend="Skills"
        choices={found('skills')}
        chosen={search.skills}
        onChange={choose('skills')}
        addLabel="Another skill"
      >
        {(search.skills?.length ?? 0) > 1 && (
          <Matching
            name="skills"
            value={search.skills_match}
            onChange={(skills_match) => {
              onChange({ skills_match })
            }}
          />
        )}
      </CheckList>
      <CheckList
        legend="Location"
        choices={[]}
        chosen={search.location}
        onChange={choose('location')}
        addLabel="Part of a place"
      />
      <PayFields search={search} onChange={onChange} />
      <CheckList
        legend="Level"
        choices={options(levelLabels)}
        chosen={search.experience_level}
        onChange={choose('experience_level')}
      />
      <CheckList legend="Tags" choices={[]} chosen={search.tags} onChange={choose('tags')} addLabel="A tag">
        {(search.tags?.length ?? 0) > 1 && (
          <Matching
            name="tags"
            value={search.tags_match}
            onChange={(tags_match) => {
              onChange({ tags_match })
            }}
          />
        )}
      </CheckList>
      <CheckList
        legend="Source"
        choices={found('source')}
        chosen={search.source}
        onChange={choose('source')}
        addLabel="Another source"
      />
      <CheckList
        legend="Is the posting open?"
        choices={options(availabilityLabels)}
        chosen={search.availability}
        onChange={choose('availability')}
      />
      <NativeSelect
        size="xs"
        label="Application"
        value={search.has_application ?? ''}
        onChange={(event) => {
          choose('has_application')([event.currentTarget.value])
        }}
        data={options({ '': 'With or without', true: 'With application', false: 'Without application' })}
      />
      <NativeSelect
        size="xs"
        label="Archived"
        value={search.is_archived ?? ''}
        onChange={(event) => {
          choose('is_archived')([event.currentTarget.value])
        }}
        data={[
          { value: '', label: 'Leave them out' },
          { value: 'true', label: 'Only archived' },
          { value: 'any', label: 'Archived, too' },
        ]}
      />
      <DateRange
        legend="Posted"
        from={search.posted_from}
        to={search.posted_to}
        onChange={({ from, to }) => {
          onChange({ posted_from: from, posted_to: to })
        }}
      />
      <DateRange
        legend="Deadline"
        from={search.deadline_from}
        to={search.deadline_to}
        onChange={({ from, to }) => {
          onChange({ deadline_from: from, deadline_to: to })
        }}
      />
      <DateRange
        legend="Added"
        from={search.created_from}
        to={search.created_to}
        onChange={({ from, to }) => {
          onChange({ created_from: from, created_to: to })
        }}
      />
    </>
  )
}

interface MatchingProps {
  name: string
  value: 'all' | undefined
  onChange: (value: 'all' | undefined) => void
}

/** Whether one of several values is enough. */
function Matching({ name, value, onChange }: MatchingProps) {
  return (
    <SegmentedControl
      size="xs"
      mb={8}
      fullWidth
      aria-label={`How many of the ${name}`}
      data={[
        { value: 'any', label: 'Any of them' },
        { value: 'all', label: 'All of them' },
      ]}
      value={value ?? 'any'}
      onChange={(chosen) => {
        onChange(chosen === 'all' ? 'all' : undefined)
      }}
    />
  )
}

/** A range of pay with its currency and period; the person's currency and a year unless said. */
function PayFields({ search, onChange }: JobFilterFieldsProps) {
  const { currency } = usePreferences()
  const amount = (typed: string | undefined) =>
    readJobSearch({ salary_min: readAmount(typed ?? '') }).salary_min
  return (
    <Fieldset legend="Pay" variant="unstyled" classNames={{ root: classes.section, legend: classes.legend }}>
      <SimpleGrid cols={2} spacing="xs">
        <PausedInput
          label="At least"
          inputMode="decimal"
          value={search.salary_min}
          onChange={(typed) => {
            onChange({ salary_min: amount(typed) })
          }}
        />
        <PausedInput
          label="At most"
          inputMode="decimal"
          value={search.salary_max}
          onChange={(typed) => {
            onChange({ salary_max: amount(typed) })
          }}
        />
        <CurrencySelect
          size="xs"
          label="Currency"
          allowDeselect={false}
          value={search.salary_currency ?? currency}
          onChange={(code) => {
            onChange({ salary_currency: code === currency || code === null ? undefined : code })
          }}
        />
        <NativeSelect
          size="xs"
          label="Period"
          value={search.salary_period ?? 'year'}
          onChange={(event) => {
            onChange({
              salary_period: readJobSearch({ salary_period: event.currentTarget.value }).salary_period,
            })
          }}
          data={options(periodLabels)}
        />
      </SimpleGrid>
    </Fieldset>
  )
}

function countOf(counted: readonly { value: string; count: number }[], value: string): number {
  return counted.find((item) => item.value === value)?.count ?? 0
}
