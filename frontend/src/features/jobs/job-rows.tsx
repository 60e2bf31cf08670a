/** A posting as a row: its columns, and its card on a narrow screen. */
import { Badge, Group, Text } from '@mantine/core'
import type { JobSummary } from '@/api/types'
import { AvailabilityBadge } from '@/components/AvailabilityBadge'
import { LinkAnchor } from '@/components/Links'
import classes from '@/components/rows/cells.module.css'
import type { Column } from '@/components/rows/RowGrid'
import { Salary } from '@/components/Salary'
import { StatusBadge } from '@/components/StatusBadge'
import { formatDate } from '@/lib/dates'
import { jobTypeLabels, labelOf, remoteLabels } from '@/lib/job-labels'
import { formatSalary } from '@/lib/money'

function JobLink({ job }: { job: JobSummary }) {
  return (
    <LinkAnchor
      to="/jobs/$jobId"
      params={{ jobId: String(job.id) }}
      className={classes.title}
      title={job.title}
      // The grid has the focus; Enter opens the row.
      tabIndex={-1}
      preload={false}
    >
      {job.title}
    </LinkAnchor>
  )
}

/** The columns of a wide list. */
export const jobColumns: readonly Column<JobSummary>[] = [
  {
    key: 'title',
    label: 'Posting',
    sorts: 'ascending',
    width: 'minmax(0, 5fr)',
    cell: (job) => (
      <>
        <JobLink job={job} />
        <Group gap={6} wrap="nowrap">
          <Text size="sm" c="dimmed" className={classes.line}>
            {job.company}
          </Text>
          {job.availability === 'closed' && <AvailabilityBadge availability="closed" />}
          {job.is_archived && <Badge color="gray">Archived</Badge>}
          {job.tags.slice(0, 2).map((tag) => (
            <Badge key={tag} variant="outline" color="gray" maw={120}>
              {tag}
            </Badge>
          ))}
        </Group>
      </>
    ),
  },
  {
    key: 'location',
    label: 'Location',
    sorts: 'ascending',
    width: 'minmax(0, 2fr)',
    cell: (job) => (
      <Text size="sm" lineClamp={2} title={job.locations.join('; ')}>
        {job.locations.join('; ')}
      </Text>
    ),
  },
  {
    key: 'remote_option',
    label: 'Work',
    sorts: 'ascending',
    width: 'minmax(0, 1.3fr)',
    cell: (job) => (
      <>
        <div className={classes.line}>{labelOf(remoteLabels, job.remote_option)}</div>
        <div className={classes.line}>{labelOf(jobTypeLabels, job.job_type)}</div>
      </>
    ),
  },
  {
    key: 'salary_max_yearly',
    label: 'Pay',
    sorts: 'descending',
    width: 'minmax(0, 1.8fr)',
    cell: (job) => <Salary of={job} />,
  },
  {
    key: 'posted_on',
    label: 'Posted',
    sorts: 'descending',
    width: '104px',
    cell: (job) => (job.posted_on ? formatDate(job.posted_on) : ''),
  },
  {
    key: 'application',
    label: 'Application',
    width: '100px',
    cell: (job) => job.application && <StatusBadge status={job.application.status} />,
  },
]

/** A posting on a narrow screen; the whole card opens it. */
export function JobCard({ job }: { job: JobSummary }) {
  const place = [job.locations.join('; '), labelOf(remoteLabels, job.remote_option)]
  const facts = [
    labelOf(jobTypeLabels, job.job_type),
    formatSalary(job),
    job.posted_on ? `Posted ${formatDate(job.posted_on)}` : null,
  ]
  return (
    <div className={classes.card}>
      <JobLink job={job} />
      <Group gap={6} wrap="nowrap" justify="space-between">
        <Text size="sm" className={classes.line}>
          {job.company}
        </Text>
        <Group gap={6} wrap="nowrap" className={classes.badges}>
          {job.availability === 'closed' && <AvailabilityBadge availability="closed" />}
          {job.is_archived && <Badge color="gray">Archived</Badge>}
          {job.application && <StatusBadge status={job.application.status} />}
        </Group>
      </Group>
      <Text size="xs" c="dimmed" className={classes.line}>
        {place.filter(Boolean).join(' · ')}
      </Text>
      <Text size="xs" c="dimmed" className={classes.line}>
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </div>
  )
}
