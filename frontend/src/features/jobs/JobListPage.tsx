/** The list of postings. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { BriefcaseBusiness, CopyCheck, Link2, Plus } from 'lucide-react'
import { useState, type ReactNode, type Ref } from 'react'
import { EmptyMessage } from '@/components/EmptyMessage'
import { LinkButton } from '@/components/Links'
import { ListPage } from '@/components/rows/ListPage'
import { SearchBox } from '@/components/SearchBox'
import { usePreferences } from '@/lib/preferences'
import { JobBulkActions } from './JobBulkActions'
import { jobChips } from './job-chips'
import { JobFilterFields } from './JobFilterFields'
import { JobCard, jobColumns } from './job-rows'
import { orderingLabels, orderingOf, toJobFilter, withoutFilters, type JobSearch } from './job-search'
import { jobRows, jobTotalQuery, suggestionsQuery } from './queries'

const route = getRouteApi('/app/jobs')

interface JobListPageProps {
  /** What an empty tracker offers beside adding a posting by hand. */
  firstSteps: ReactNode
  /** The saved views of this list; another feature's part. */
  views: ReactNode
  /** Takes what is shown as a file; another feature's part. */
  exports: ReactNode
}

/** Searches, filters and sorts the postings; all of that stands in the URL. */
export function JobListPage({ firstSteps, views, exports }: JobListPageProps) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { currency } = usePreferences()
  const total = useQuery(jobTotalQuery(search)).data

  const go = (next: JobSearch, replace = false) => {
    void navigate({ search: next, replace, resetScroll: false })
  }
  return (
    <ListPage
      title="Jobs"
      actions={
        <>
          <LinkButton
            to="/jobs/duplicates"
            variant="default"
            leftSection={<CopyCheck size={16} aria-hidden />}
          >
            Duplicates
          </LinkButton>
          <LinkButton
            to="/jobs/new"
            search={{ by: 'link' }}
            variant="default"
            leftSection={<Link2 size={16} aria-hidden />}
          >
            Add by link
          </LinkButton>
          <LinkButton to="/jobs/new" leftSection={<Plus size={16} aria-hidden />}>
            Add a posting
          </LinkButton>
        </>
      }
      noun={['posting', 'postings']}
      list={jobRows(search)}
      total={total}
      searchBox={(ref) => (
        <JobSearchBox
          ref={ref}
          value={search.search ?? ''}
          onChange={(words) => {
            go({ ...search, search: words || undefined }, true)
          }}
          onCompany={(company) => {
            go({ ...search, search: undefined, company: [company] })
          }}
        />
      )}
      views={views}
      exports={exports}
      words={search.search}
      filter={toJobFilter(search)}
      chips={jobChips(search, currency).map(({ label, without }) => ({
        label,
        remove: () => {
          go(without)
        },
      }))}
      onClearFilters={() => {
        go(withoutFilters(search))
      }}
      onClearAll={() => {
        go({})
      }}
      filters={
        <JobFilterFields
          search={search}
          onChange={(change) => {
            go({ ...search, ...change })
          }}
        />
      }
      ordering={orderingOf(search)}
      orderings={
        search.search === undefined ? orderingLabels : { '-relevance': 'Best match', ...orderingLabels }
      }
      onSort={(ordering) => {
        go({ ...search, ordering })
      }}
      columns={jobColumns}
      card={(job) => <JobCard job={job} />}
      nameOf={(job) => `${job.title}, ${job.company}`}
      onOpen={(job) => void navigate({ to: '/jobs/$jobId', params: { jobId: String(job.id) } })}
      empty={
        <EmptyMessage
          icon={<BriefcaseBusiness aria-hidden />}
          title="No postings yet"
          text="Bring in a list that you keep already, add one posting, or look around with invented ones."
        >
          {firstSteps}
        </EmptyMessage>
      }
      BulkActions={JobBulkActions}
    />
  )
}

interface JobSearchBoxProps {
  ref: Ref<HTMLInputElement>
  value: string
  onChange: (words: string) => void
  /** A company was chosen among what was suggested. */
  onCompany: (company: string) => void
}

/** The search box with titles and companies of the person's own that may be meant. */
function JobSearchBox({ ref, value, onChange, onCompany }: JobSearchBoxProps) {
  const [typed, setTyped] = useState('')
  const found = useQuery(suggestionsQuery(typed)).data
  const titles = typed.length > 1 && found ? found.titles.map((item) => item.value) : []
  const companies = typed.length > 1 && found ? found.companies.map((item) => item.value) : []
  return (
    <SearchBox
      ref={ref}
      label="Search jobs"
      placeholder="Title, company, skill, place…"
      value={value}
      onChange={(words) => {
        setTyped(words)
        onChange(words)
      }}
      suggestions={[
        // One value can be offered only once.
        { group: 'Companies', items: companies },
        { group: 'Titles', items: titles.filter((title) => !companies.includes(title)) },
      ].filter(({ items }) => items.length > 0)}
      onPick={(picked, group) => {
        if (group === 'Companies') {
          onCompany(picked)
          return ''
        }
        onChange(picked)
        return picked
      }}
    />
  )
}
