/** The facts of a posting beside its texts. */
import { Badge, Group, Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Job } from '@/api/types'
import { ExternalLink } from '@/components/ExternalLink'
import { Instant } from '@/components/Instant'
import { formatDate } from '@/lib/dates'
import { jobTypeLabels, labelOf, levelLabels, remoteLabels } from '@/lib/job-labels'
import { formatSalary } from '@/lib/money'
import classes from './JobFacts.module.css'

/** A list of what is known; facts that are missing take no room. */
export function JobFacts({ job }: { job: Job }) {
  return (
    <Paper p="lg" component="section" aria-label="Facts">
      <dl className={classes.facts}>
        <Fact label="Link">{job.url && <ExternalLink address={job.url} />}</Fact>
        <Fact label="Pay">{formatSalary(job)}</Fact>
        <Fact label="Work place">{labelOf(remoteLabels, job.remote_option)}</Fact>
        <Fact label="Job type">{labelOf(jobTypeLabels, job.job_type)}</Fact>
        <Fact label="Level">{labelOf(levelLabels, job.experience_level)}</Fact>
        <Fact label="Posted">{job.posted_on && formatDate(job.posted_on)}</Fact>
        <Fact label="Deadline">{job.deadline_on && formatDate(job.deadline_on)}</Fact>
        <Fact label="Skills">{labels(job.skills)}</Fact>
        <Fact label="Tags">{labels(job.tags)}</Fact>
        <Fact label="Source">{job.source}</Fact>
        <Fact label="Reference">{job.external_reference}</Fact>
        <Fact label="Added">
          <Instant at={job.created_at} />
        </Fact>
      </dl>
    </Paper>
  )
}

function labels(words: readonly string[]): ReactNode {
  if (words.length === 0) return null
  return (
    <Group gap={4}>
      {words.map((word) => (
        <Badge key={word} color="gray">
          {word}
        </Badge>
      ))}
    </Group>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null
  return (
    <>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </>
  )
}
