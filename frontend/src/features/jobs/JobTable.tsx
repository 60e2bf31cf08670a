/** Postings as a table, for wide screens. */
import { Group, Paper, Table, Text, UnstyledButton } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import type { JobSummary } from '@/api/types'
import { AvailabilityBadge } from '@/components/AvailabilityBadge'
import { LinkAnchor } from '@/components/Links'
import { Salary } from '@/components/Salary'
import { StatusBadge } from '@/components/StatusBadge'
import { formatDate } from '@/lib/dates'
import { jobTypeLabels, labelOf, remoteLabels } from '@/lib/job-labels'
import { changeSearch, defaultOrdering, toggleOrdering, type Ordering, type SortField } from './job-search'
import classes from './JobTable.module.css'

const route = getRouteApi('/app/jobs')

/** A dense table; its headers sort. */
export function JobTable({ jobs }: { jobs: readonly JobSummary[] }) {
  return (
    <Paper className={classes.frame}>
      <Table
        highlightOnHover
        verticalSpacing={7}
        horizontalSpacing="sm"
        className={classes.table}
        stickyHeader
        stickyHeaderOffset={57}
      >
        <Table.Thead>
          <Table.Tr>
            <SortHeader field="title" first="title" width="29%">
              Posting
            </SortHeader>
            <Table.Th w="18%">Location</Table.Th>
            <Table.Th w="14%">Work</Table.Th>
            <SortHeader field="salary_max_yearly" first="-salary_max_yearly" width="19%">
              Pay
            </SortHeader>
            <SortHeader field="posted_on" first="-posted_on" width="10%">
              Posted
            </SortHeader>
            <Table.Th w="10%">Application</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}

function JobRow({ job }: { job: JobSummary }) {
  const work = [labelOf(remoteLabels, job.remote_option), labelOf(jobTypeLabels, job.job_type)]
  return (
    <Table.Tr>
      <Table.Td>
        <LinkAnchor to="/jobs/$jobId" params={{ jobId: String(job.id) }} className={classes.title}>
          {job.title}
        </LinkAnchor>
        <Group gap={8} mt={1}>
          <Text size="sm" c="dimmed" lineClamp={1}>
            {job.company}
          </Text>
          {job.availability === 'closed' && <AvailabilityBadge availability="closed" />}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm" lineClamp={2} title={job.locations.join('; ')}>
          {job.locations.join('; ')}
        </Text>
      </Table.Td>
      <Table.Td>{work.filter((label) => label !== null).join(', ')}</Table.Td>
      <Table.Td>
        <Salary of={job} />
      </Table.Td>
      <Table.Td className={classes.date}>{job.posted_on ? formatDate(job.posted_on) : ''}</Table.Td>
      <Table.Td>{job.application && <StatusBadge status={job.application.status} />} </Table.Td>
    </Table.Tr>
  )
}

interface SortHeaderProps {
  field: SortField
  /** The direction of the first click. */
  first: Ordering
  width: string
  children: string
}

function SortHeader({ field, first, width, children }: SortHeaderProps) {
  const ordering = route.useSearch().ordering ?? defaultOrdering
  const navigate = route.useNavigate()
  const direction = ordering === field ? 'ascending' : ordering === `-${field}` ? 'descending' : 'none'
  const Icon = direction === 'none' ? ChevronsUpDown : direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <Table.Th w={width} aria-sort={direction}>
      <UnstyledButton
        className={classes.sort}
        onClick={() =>
          void navigate({
            search: (now) => changeSearch(now, { ordering: toggleOrdering(ordering, field, first) }),
          })
        }
      >
        {children} <Icon size={14} aria-hidden />
      </UnstyledButton>
    </Table.Th>
  )
}
