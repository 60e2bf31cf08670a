/** Postings that are probably one, to be merged. */
import { Button, Group, Paper, Radio, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { CopyCheck } from 'lucide-react'
import { useId, useState } from 'react'
import type { DuplicateGroup, JobSummary } from '@/api/types'
import { BackLink } from '@/components/BackLink'
import { EmptyMessage } from '@/components/EmptyMessage'
import { ExternalLink } from '@/components/ExternalLink'
import { LinkAnchor } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { StatusBadge } from '@/components/StatusBadge'
import { formatDate } from '@/lib/dates'
import { formatSalary } from '@/lib/money'
import { MergeDialog } from './MergeDialog'
import { duplicatesQuery } from './queries'

const reasons = { same_url: 'The same address', same_role: 'The same company, title and place' }

/** Groups of postings side by side; nothing is merged unless somebody says so. */
export function DuplicatesPage() {
  const query = useInfiniteQuery(duplicatesQuery)
  const groups = query.data?.pages.flatMap((page) => page.results)
  return (
    <>
      <PageHeader
        title="Duplicates"
        above={<BackLink to="/jobs">All jobs</BackLink>}
        description="Postings that are probably the same. Nothing is merged by itself."
      />
      {query.isPending && <LoadingRows count={4} height={140} />}
      {query.isLoadingError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {groups?.length === 0 && (
        <EmptyMessage
          icon={<CopyCheck aria-hidden />}
          title="No duplicates"
          text="No two of your postings look like one."
        />
      )}
      <Stack gap="md">
        {groups?.map((group) => (
          <GroupPanel key={group.id} group={group} />
        ))}
        {query.hasNextPage && (
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Load more
          </Button>
        )}
      </Stack>
    </>
  )
}

/** One group: one of its postings is chosen to stay, and any other can be merged into that. */
function GroupPanel({ group: { reason, count, jobs } }: { group: DuplicateGroup }) {
  const [chosen, setChosen] = useState<number | null>(null)
  const [other, setOther] = useState<JobSummary | null>(null)
  const radios = useId()
  const first = jobs[0]
  if (!first) return null
  // The chosen one may have gone since, as a merge makes the other one go.
  const kept = jobs.find((job) => job.id === chosen) ?? first
  return (
    <Paper p="md">
      <Title order={2} size="h3">
        {first.title}, {first.company}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {reasons[reason]}
        {count > jobs.length && `; ${count} postings, of which the newest are here`}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {jobs.map((job) => (
          <Paper key={job.id} p="sm" bg="var(--jt-page)">
            <Stack gap={4} align="flex-start">
              <LinkAnchor to="/jobs/$jobId" params={{ jobId: String(job.id) }} fw={600} size="sm">
                {job.title}
              </LinkAnchor>
              <Facts job={job} />
              {job.url && (
                <Text size="sm" component="div">
                  <ExternalLink address={job.url} />
                </Text>
              )}
              {job.application && (
                <Group gap={6}>
                  <StatusBadge status={job.application.status} />
                  {job.application.applied_on && (
                    <Text size="xs">Applied {formatDate(job.application.applied_on)}</Text>
                  )}
                </Group>
              )}
              <Group gap="sm" mt={4} mih={26}>
                <Radio
                  size="xs"
                  name={radios}
                  label="Keep this one"
                  checked={job.id === kept.id}
                  onChange={() => {
                    setChosen(job.id)
                  }}
                />
                {job.id !== kept.id && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => {
                      setOther(job)
                    }}
                  >
                    Merge into the kept one…
                  </Button>
                )}
              </Group>
            </Stack>
          </Paper>
        ))}
      </SimpleGrid>
      {other && (
        <MergeDialog
          ids={[kept.id, other.id]}
          onClose={() => {
            setOther(null)
          }}
        />
      )}
    </Paper>
  )
}

function Facts({ job }: { job: JobSummary }) {
  const facts = [
    job.company,
    job.locations.join('; '),
    formatSalary(job),
    job.posted_on && `Posted ${formatDate(job.posted_on)}`,
    job.source && `From ${job.source}`,
  ]
  return (
    <Text size="sm" c="dimmed">
      {facts.filter(Boolean).join(' · ')}
    </Text>
  )
}
