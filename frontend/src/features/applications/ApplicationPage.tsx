/** One application. */
import { Badge, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Activity, Application } from '@/api/types'
import { AvailabilityBadge } from '@/components/AvailabilityBadge'
import { DayOf } from '@/components/Instant'
import { BackLink } from '@/components/BackLink'
import { LinkButton } from '@/components/Links'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { StatusBadge } from '@/components/StatusBadge'
import { ApplicationMenu } from './ApplicationMenu'
import classes from './ApplicationPage.module.css'
import { DetailsForm } from './DetailsForm'
import { MoveForm } from './MoveForm'
import { NotesPanel } from './NotesPanel'
import { applicationQuery } from './queries'
import { Timeline } from './Timeline'

interface ApplicationPageProps {
  applicationId: number
  /** Writes into the log; as the following, other features' parts. */
  logForm: (application: Application) => ReactNode
  activity: (activity: Activity) => ReactNode
  /** Interviews, tasks, contacts, documents. */
  panels: (application: Application) => ReactNode
}

/** An application with its stage, all that happened, and all that belongs to it. */
export function ApplicationPage({ applicationId, logForm, activity, panels }: ApplicationPageProps) {
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
            {application.tags.map((tag) => (
              <Badge key={tag} color="gray">
                {tag}
              </Badge>
            ))}
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
      <div className={classes.parts}>
        <Stack gap="md" className={classes.forms}>
          <MoveForm key={application.status} application={application} />
          {logForm(application)}
        </Stack>
        <Stack gap="md" className={classes.panels}>
          {panels(application)}
          <NotesPanel application={application} />
          <DetailsForm application={application} />
        </Stack>
        <div className={classes.timeline}>
          <Timeline application={application} activity={activity} />
        </div>
      </div>
    </>
  )
}
