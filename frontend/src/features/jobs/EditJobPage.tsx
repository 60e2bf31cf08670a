/** Changing a posting. */
import { Box } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { LinkButton } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastSuccess } from '@/components/toast'
import { JobForm } from './JobForm'
import { jobQuery, useUpdateJob } from './queries'

/** The form with what the posting has now; leads back to it. */
export function EditJobPage({ jobId }: { jobId: number }) {
  const job = useQuery(jobQuery(jobId))
  const update = useUpdateJob(jobId)
  const navigate = useNavigate()
  const params = { jobId: String(jobId) }
  return (
    <Box maw={860}>
      <PageHeader title="Edit posting" />
      {job.isPending && <LoadingRows height={64} />}
      {job.isLoadingError && <ProblemAlert error={job.error} onRetry={() => void job.refetch()} />}
      {job.data && (
        <JobForm
          job={job.data}
          save={async (input) => {
            await update.mutateAsync(input)
            toastSuccess('Posting saved.')
            await navigate({ to: '/jobs/$jobId', params })
          }}
          error={update.error}
          isSaving={update.isPending}
          submitLabel="Save"
          cancel={
            <LinkButton to="/jobs/$jobId" params={params} variant="default">
              Cancel
            </LinkButton>
          }
        />
      )}
    </Box>
  )
}
