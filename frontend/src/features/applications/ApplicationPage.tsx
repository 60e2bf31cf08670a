/** One application. */
import { Grid, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { AvailabilityBadge } from '@/components/AvailabilityBadge'
import { DayOf } from '@/components/Instant'
import { BackLink } from '@/components/BackLink'
import { LinkButton } from '@/components/Links'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { StatusBadge } from '@/components/StatusBadge'
import { ApplicationMenu } from './ApplicationMenu'
import { DetailsForm } from './DetailsForm'
import { MoveForm } from './MoveForm'
import { applicationQuery } from './queries'
import { History } from './History'

/** An application with its stage, notes and timeline. */
export function ApplicationPage({ applicationId }: { applicationId: number }) {
  const query = useQuery(applicationQuery(applicationId))
  const back = <BackLink to="/board">Board</BackLink>
  if (query.isLoadingError || query.isPending) {
    return (
      <>
        <PageHeader title="Application" above={back} />
        {query.isLoadingError ? (
          <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={320} />
        )}
      </>
    )
  }

  const application = query.data
  const { job } = application
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
            <StatusBadge status={application.status} data-testid="current-status" />
            <span>
              since <DayOf at={application.status_since} />
            </span>
            <AvailabilityBadge availability={job.availability} />
          </Group>
        }
        actions={
          <>
            <LinkButton to="/jobs/$jobId" params={{ jobId: String(job.id) }} variant="default">
              Open the posting
            </LinkButton>
            <ApplicationMenu application={application} />
          </>
        }
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="md">
            <MoveForm key={application.status} application={application} />
            <History application={application} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <DetailsForm key={application.id} application={application} />
        </Grid.Col>
      </Grid>
    </>
  )
}
