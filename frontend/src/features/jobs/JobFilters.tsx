/** Search box, order and filters over the jobs list. */
import { Button, Chip, Collapse, Fieldset, Group, NativeSelect, Paper, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { ListFilter } from 'lucide-react'
import { SearchBox } from '@/components/SearchBox'
import { availabilityLabels, jobTypeLabels, options, remoteLabels } from '@/lib/job-labels'
import {
  changeSearch,
  countFilters,
  defaultOrdering,
  orderingLabels,
  readJobSearch,
  type JobSearch,
  type Ordering,
} from './job-search'

const route = getRouteApi('/app/jobs')

/** Writes every change into the URL, from where the list reads it. */
export function JobFilters() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filterCount = countFilters(search)
  const [isOpen, { toggle }] = useDisclosure(filterCount > 0)
  const ordering = search.ordering ?? defaultOrdering

  const change = (part: Partial<JobSearch>, replace = false) => {
    void navigate({ search: (now) => changeSearch(now, part), replace })
  }

  return (
    <Stack gap="xs" mb="md" component="search">
      <Group gap="xs" align="flex-end">
        <SearchBox
          label="Search jobs"
          placeholder="Title, company, skill, place…"
          value={search.search ?? ''}
          onChange={(value) => {
            change({ search: value || undefined }, true)
          }}
        />
        <Group gap="xs" wrap="nowrap" flex={{ base: '1 0 100%', xs: '0 0 auto' }}>
          <NativeSelect
            aria-label="Sort by"
            flex={1}
            value={ordering}
            onChange={(event) => {
              change({ ordering: event.currentTarget.value as Ordering })
            }}
            data={options(
              orderingLabels[ordering] === undefined
                ? { ...orderingLabels, [ordering]: 'By column' }
                : orderingLabels,
            )}
          />
          <Button
            variant={filterCount > 0 ? 'light' : 'default'}
            leftSection={<ListFilter size={16} aria-hidden />}
            onClick={toggle}
            aria-expanded={isOpen}
            aria-controls="job-filters"
          >
            {filterCount > 0 ? `Filters (${filterCount})` : 'Filters'}
          </Button>
        </Group>
      </Group>
      <Collapse id="job-filters" expanded={isOpen}>
        <Paper p="md">
          <Group gap="var(--mantine-spacing-sm) var(--mantine-spacing-xl)" align="flex-start">
            <ChoiceChips
              legend="Work place"
              labels={remoteLabels}
              chosen={search.remote_option}
              onChange={(words) => {
                change({ remote_option: readJobSearch({ remote_option: words }).remote_option })
              }}
            />
            <ChoiceChips
              legend="Availability"
              labels={availabilityLabels}
              chosen={search.availability}
              onChange={(words) => {
                change({ availability: readJobSearch({ availability: words }).availability })
              }}
            />
            <ChoiceChips
              legend="Job type"
              labels={jobTypeLabels}
              chosen={search.job_type}
              onChange={(words) => {
                change({ job_type: readJobSearch({ job_type: words }).job_type })
              }}
            />
            <ChoiceChips
              legend="Show"
              labels={{ yes: 'With application', no: 'Without application', archived: 'Archived' }}
              chosen={[search.applied, search.archived && 'archived'].filter((word) => word !== undefined)}
              onChange={(words) => {
                // "With" and "without" exclude each other: the one just pressed wins.
                const applied = words.filter((word) => word === 'yes' || word === 'no')
                const pressed = applied.find((word) => word !== search.applied) ?? applied[0]
                change({ applied: pressed, archived: words.includes('archived') ? 'yes' : undefined })
              }}
            />
          </Group>
        </Paper>
      </Collapse>
    </Stack>
  )
}

interface ChoiceChipsProps {
  legend: string
  labels: Readonly<Record<string, string>>
  chosen: string[] | undefined
  onChange: (words: string[]) => void
}

/** A group of choices of which several may be set. */
function ChoiceChips({ legend, labels, chosen, onChange }: ChoiceChipsProps) {
  return (
    <Fieldset legend={legend} variant="unstyled" styles={{ legend: { padding: 0 } }}>
      <Chip.Group multiple value={chosen ?? []} onChange={onChange}>
        <Group gap={6} mt={4}>
          {options(labels).map(({ value, label }) => (
            <Chip key={value} value={value} size="sm" variant="light">
              {label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Fieldset>
  )
}
