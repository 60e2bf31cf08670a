/** The route of the jobs list, with the first steps that other features offer. */
import { Plus, Upload } from 'lucide-react'
import { LinkButton } from '@/components/Links'
import { SampleDataButton } from '@/features/dataio/SampleDataButton'
import { JobListPage } from '@/features/jobs/JobListPage'

export default function Jobs() {
  return (
    <JobListPage
      firstSteps={
        <>
          <LinkButton to="/import" leftSection={<Upload size={16} aria-hidden />}>
            Import a file
          </LinkButton>
          <LinkButton to="/jobs/new" variant="default" leftSection={<Plus size={16} aria-hidden />}>
            Add a posting
          </LinkButton>
          <SampleDataButton />
        </>
      }
    />
  )
}
