/** The list of postings. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Box } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { BriefcaseBusiness, Plus, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { CursorPager } from '@/components/CursorPager'
import { EmptyMessage } from '@/components/EmptyMessage'
import { LinkButton } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { JobCards } from './JobCards'
import { JobFilters } from './JobFilters'
import { JobTable } from './JobTable'
import { countFilters } from './job-search'
import { jobListQuery } from './queries'

const route = getRouteApi('/app/jobs')

/**
 * Searches, filters, sorts and pages through the postings; all of that stands in the URL.
 * @param props.firstSteps what an empty tracker offers beside adding a posting by hand
 */
export function JobListPage({ firstSteps }: { firstSteps: ReactNode }) {
  const search = route.useSearch()
  const jobs = useQuery(jobListQuery(search))
  const isWide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false })
  const isNarrowed = search.search !== undefined || countFilters(search) > 0
  const page = jobs.data
  const isEmpty = page?.results.length === 0

  return (
    <>
      <PageHeader
        title="Jobs"
        actions={
          <LinkButton to="/jobs/new" leftSection={<Plus size={16} aria-hidden />}>
            Add a posting
          </LinkButton>
        }
      />
      {(!isEmpty || isNarrowed) && <JobFilters />}
      {jobs.isPending && <LoadingRows count={10} height={52} />}
      {jobs.isLoadingError && <ProblemAlert error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {isEmpty && isNarrowed && (
        <EmptyMessage
          icon={<SearchX aria-hidden />}
          title="Nothing matches"
          text="No posting fits this search and these filters."
        >
          <LinkButton to="/jobs" variant="default">
            Clear search and filters
          </LinkButton>
        </EmptyMessage>
      )}
      {isEmpty && !isNarrowed && (
        <EmptyMessage
          icon={<BriefcaseBusiness aria-hidden />}
          title="No postings yet"
          text="Bring in a list that you keep already, add one posting, or look around with invented ones."
        >
          {firstSteps}
        </EmptyMessage>
      )}
      {page && !isEmpty && (
        <Box aria-busy={jobs.isPlaceholderData} opacity={jobs.isPlaceholderData ? 0.6 : 1}>
          {isWide ? <JobTable jobs={page.results} /> : <JobCards jobs={page.results} />}
          <CursorPager page={page} to="/jobs" />
        </Box>
      )}
    </>
  )
}
