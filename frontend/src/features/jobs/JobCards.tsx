/** Postings as cards, for narrow screens. */
import { Group, Paper, Stack, Text } from '@mantine/core'
import type { JobSummary } from '@/api/types'
import { AvailabilityBadge } from '@/components/AvailabilityBadge'
import { LinkAnchor } from '@/components/Links'
import { StatusBadge } from '@/components/StatusBadge'
import { formatDate } from '@/lib/dates'
import { jobTypeLabels, labelOf, remoteLabels } from '@/lib/job-labels'
import { formatSalary } from '@/lib/money'
import classes from './JobCards.module.css'

/** One card for each posting; the whole card opens it. */
export function JobCards({ jobs }: { jobs: readonly JobSummary[] }) {
  return (
    <Stack component="ul" gap="xs" className={classes.list}>
      {jobs.map((job) => (
        <JobCard key={job.id} job={job} />
      ))}
    </Stack>
  )
}

function JobCard({ job }: { job: JobSummary }) {
  const facts = [
    job.locations.join('; '),
    labelOf(remoteLabels, job.remote_option),
    labelOf(jobTypeLabels, job.job_type),
    formatSalary(job),
    job.posted_on ? `Posted ${formatDate(job.posted_on)}` : null,
  ]
  return (
    <Paper component="li" p="sm" className={classes.card}>
      <LinkAnchor to="/jobs/$jobId" params={{ jobId: String(job.id) }} className={classes.title}>
        {job.title}
      </LinkAnchor>
      <Text size="sm">{job.company}</Text>
      <Text size="xs" c="dimmed" mt={2} lineClamp={2}>
        {facts.filter(Boolean).join(' · ')}
      </Text>
      {(job.application !== null || job.availability === 'closed') && (
        <Group gap={6} mt={6}>
          {job.application && <StatusBadge status={job.application.status} />}
          {job.availability === 'closed' && <AvailabilityBadge availability="closed" />}
        </Group>
      )}
    </Paper>
  )
}
