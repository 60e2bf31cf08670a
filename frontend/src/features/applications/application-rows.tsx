/** An application as a row: its columns, and its card on a narrow screen. */
import { Badge, Group, Text } from '@mantine/core'
import type { Application } from '@/api/types'
import { DayOf, DaysAgo } from '@/components/Instant'
import { LinkAnchor } from '@/components/Links'
import classes from '@/components/rows/cells.module.css'
import type { Column } from '@/components/rows/RowGrid'
import { StatusBadge } from '@/components/StatusBadge'
import { formatDate } from '@/lib/dates'
import { labelOf, remoteLabels } from '@/lib/job-labels'
import { priorityLabels } from './priorities'

function ApplicationLink({ application }: { application: Application }) {
  return (
    <LinkAnchor
      to="/applications/$applicationId"
      params={{ applicationId: String(application.id) }}
      className={classes.title}
      title={application.job.title}
      // The grid has the focus; Enter opens the row.
      tabIndex={-1}
      preload={false}
    >
      {application.job.title}
    </LinkAnchor>
  )
}

function PriorityBadge({ priority }: Pick<Application, 'priority'>) {
  if (priority === 'normal') return null
  return <Badge color={priority === 'high' ? 'orange' : 'gray'}>{priorityLabels[priority]}</Badge>
}

/** The columns of a wide list. */
export const applicationColumns: readonly Column<Application>[] = [
  {
    key: 'title',
    label: 'Posting',
    sorts: 'ascending',
    width: 'minmax(0, 4fr)',
    cell: (application) => <ApplicationLink application={application} />,
  },
  {
    key: 'company',
    label: 'Company',
    sorts: 'ascending',
    width: 'minmax(0, 2fr)',
    cell: ({ job }) => (
      <>
        <div className={classes.line}>{job.company}</div>
        <Text size="xs" c="dimmed" className={classes.line}>
          {[job.locations[0], labelOf(remoteLabels, job.remote_option)].filter(Boolean).join(' · ')}
        </Text>
      </>
    ),
  },
  {
    key: 'status',
    label: 'Stage',
    sorts: 'ascending',
    width: '112px',
    cell: ({ status }) => <StatusBadge status={status} />,
  },
  {
    key: 'status_since',
    label: 'Since',
    sorts: 'descending',
    width: '112px',
    cell: ({ status_since }) => <DaysAgo at={status_since} />,
  },
  {
    key: 'applied_on',
    label: 'Applied',
    sorts: 'descending',
    width: '112px',
    cell: ({ applied_on }) => (applied_on ? formatDate(applied_on) : ''),
  },
  {
    key: 'priority',
    label: 'Priority',
    sorts: 'descending',
    width: '96px',
    cell: ({ priority }) => <PriorityBadge priority={priority} />,
  },
]

/** An application on a narrow screen; the whole card opens it. */
export function ApplicationCard({ application }: { application: Application }) {
  const { job, status, status_since, applied_on, priority } = application
  return (
    <div className={classes.card}>
      <ApplicationLink application={application} />
      <Group gap={6} wrap="nowrap" justify="space-between">
        <Text size="sm" className={classes.line}>
          {job.company}
        </Text>
        <Group gap={6} wrap="nowrap" className={classes.badges}>
          <PriorityBadge priority={priority} />
          <StatusBadge status={status} />
        </Group>
      </Group>
      <Text size="xs" c="dimmed" className={classes.line}>
        {[job.locations[0], labelOf(remoteLabels, job.remote_option)].filter(Boolean).join(' · ')}
      </Text>
      <Text size="xs" c="dimmed" className={classes.line}>
        Since <DayOf at={status_since} />
        {applied_on && ` · Applied ${formatDate(applied_on)}`}
      </Text>
    </div>
  )
}
