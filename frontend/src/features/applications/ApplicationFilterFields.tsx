/** The fields of all filters of applications. */
import { Fieldset, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CheckList } from '@/components/filters/CheckList'
import { DateRange } from '@/components/filters/DateRange'
import classes from '@/components/filters/filters.module.css'
import { options } from '@/lib/job-labels'
import { statuses, statusLabels } from '@/lib/status'
import { readApplicationSearch, toApplicationFilter, type ApplicationSearch } from './application-search'
import { priorityLabels } from './priorities'
import { countsQuery } from './queries'

interface ApplicationFilterFieldsProps {
  search: ApplicationSearch
  onChange: (change: Partial<ApplicationSearch>) => void
}

/** Stages with their counts, and what else an application can be found by. */
export function ApplicationFilterFields({ search, onChange }: ApplicationFilterFieldsProps) {
  // The counts are of all applications: beside another filter they would mislead.
  const isOnlyFilter = Object.keys(toApplicationFilter({ ...search, status: undefined })).length === 0
  const counts = useQuery({ ...countsQuery, enabled: isOnlyFilter }).data
  // What a reader accepts is of the right words.
  const choose = (name: keyof ApplicationSearch) => (values: string[]) => {
    onChange({ [name]: readApplicationSearch({ [name]: values })[name] })
  }
  const stages = statuses.map((value) => ({ value, label: statusLabels[value] }))
  return (
    <>
      <CheckList
        legend="Stage"
        choices={stages.map((stage) => ({
          ...stage,
          count: isOnlyFilter ? counts?.[stage.value] : undefined,
        }))}
        chosen={search.status}
        onChange={choose('status')}
      />
      <NativeSelect
        size="xs"
        label="Open or closed"
        value={search.is_open ?? ''}
        onChange={(event) => {
          choose('is_open')([event.currentTarget.value])
        }}
        data={options({ '': 'Both', true: 'Open', false: 'Closed' })}
      />
      <CheckList
        legend="Priority"
        choices={options(priorityLabels)}
        chosen={search.priority}
        onChange={choose('priority')}
      />
      <DateRange
        legend="Applied"
        from={search.applied_from}
        to={search.applied_to}
        onChange={({ from, to }) => {
          onChange({ applied_from: from, applied_to: to })
        }}
      />
      <DateRange
        legend="At its stage since"
        from={search.status_since_from}
        to={search.status_since_to}
        onChange={({ from, to }) => {
          onChange({ status_since_from: from, status_since_to: to })
        }}
      />
      <Fieldset
        legend="Stage reached at some time"
        variant="unstyled"
        classNames={{ root: classes.section, legend: classes.legend }}
      >
        <CheckList legend="Stages" choices={stages} chosen={search.entered} onChange={choose('entered')} />
        {search.entered && (
          <DateRange
            legend="Reached"
            from={search.entered_from}
            to={search.entered_to}
            onChange={({ from, to }) => {
              onChange({ entered_from: from, entered_to: to })
            }}
          />
        )}
      </Fieldset>
      <DateRange
        legend="Added"
        from={search.created_from}
        to={search.created_to}
        onChange={({ from, to }) => {
          onChange({ created_from: from, created_to: to })
        }}
      />
      <DateRange
        legend="Changed"
        from={search.updated_from}
        to={search.updated_to}
        onChange={({ from, to }) => {
          onChange({ updated_from: from, updated_to: to })
        }}
      />
    </>
  )
}
