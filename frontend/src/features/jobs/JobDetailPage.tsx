/** One posting. */
import { Badge, Grid, Group, Paper, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Job } from '@/api/types'
import { AvailabilityBadge } from '@/components/AvailabilityBadge'
import { BackLink } from '@/components/BackLink'
import { LinkButton } from '@/components/Links'
import { PageHeader } from '@/components/PageHeader'
import { PlainText } from '@/components/PlainText'
import { ProblemAlert } from '@/components/ProblemAlert'
import { DuplicateWarning } from './DuplicateWarning'
import { JobFacts } from './JobFacts'
import { JobMenu } from './JobMenu'
import { jobQuery } from './queries'

interface JobDetailPageProps {
  jobId: number
  /** What can be done about applying; another feature's part. */
  applicationPanel: (job: Job) => ReactNode
}

/** Everything known of a posting; texts from outside are shown as text only. */
export function JobDetailPage({ jobId, applicationPanel }: JobDetailPageProps) {
  const query = useQuery(jobQuery(jobId))
  const back = <BackLink to="/jobs">All jobs</BackLink>
  if (query.isLoadingError) {
    return (
      <>
        <PageHeader title="Posting" above={back} />
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      </>
    )
  }
  if (query.isPending) {
    return (
      <>
        <PageHeader title="Posting" above={back} />
        <Skeleton height={320} />
      </>
    )
  }

  const job = query.data
  return (
    <>
      <PageHeader
        title={job.title}
        above={back}
        description={
          <Group gap="xs" component="span">
            <Text span c="var(--mantine-color-text)" fw={550}>
              {job.company}
            </Text>
            {job.locations.length > 0 && <span>{job.locations.join('; ')}</span>}
            <AvailabilityBadge availability={job.availability} />
            {job.is_archived && <Badge color="gray">Archived</Badge>}
          </Group>
        }
        actions={
          <>
            <LinkButton
              to="/jobs/$jobId/edit"
              params={{ jobId: String(job.id) }}
              variant="default"
              leftSection={<Pencil size={16} aria-hidden />}
            >
              Edit
            </LinkButton>
            <JobMenu job={job} />
          </>
        }
      />
      <DuplicateWarning />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
          <Stack gap="md">
            {applicationPanel(job)}
            <JobFacts job={job} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
          <Paper p="lg">
            <Stack gap="lg">
              <PlainText title="Description" text={job.description} fallback="No description." />
              <PlainText title="Requirements" text={job.requirements} />
              <PlainText title="Notes" text={job.notes} />
            </Stack>
          </Paper>
        </Grid.Col>
      </Grid>
    </>
  )
}
