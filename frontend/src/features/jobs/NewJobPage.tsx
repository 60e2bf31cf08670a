/** Adding a posting. */
import { Box } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { LinkButton } from '@/components/Links'
import { PageHeader } from '@/components/PageHeader'
import { toastSuccess } from '@/components/toast'
import { JobForm } from './JobForm'
import { useCreateJob } from './queries'

/** An empty form; leads to the new posting. */
export function NewJobPage() {
  const create = useCreateJob()
  const navigate = useNavigate()
  return (
    <Box maw={860}>
      <PageHeader title="Add a posting" />
      <JobForm
        job={null}
        save={async (input) => {
          const job = await create.mutateAsync(input)
          toastSuccess('Posting added.')
          const { duplicates } = job
          await navigate({
            to: '/jobs/$jobId',
            params: { jobId: String(job.id) },
            state: duplicates.length > 0 ? { duplicates } : {},
          })
        }}
        error={create.error}
        isSaving={create.isPending}
        submitLabel="Add posting"
        cancel={
          <LinkButton to="/jobs" variant="default">
            Cancel
          </LinkButton>
        }
      />
    </Box>
  )
}
