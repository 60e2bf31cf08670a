/** The form of a new posting, with what was read off a page. */
import { useNavigate } from '@tanstack/react-router'
import type { Capture } from '@/api/types'
import { LinkButton } from '@/components/Links'
import { toastSuccess } from '@/components/toast'
import { DraftNotes } from './DraftNotes'
import { JobForm } from './JobForm'
import { useCreateJob } from './queries'

interface NewJobFormProps {
  /** What was read; another one replaces what the form has. */
  capture: Capture | undefined
  /** Something was typed that another capture would replace. */
  onType?: () => void
}

/** Adds the posting and leads to it. */
export function NewJobForm({ capture, onType }: NewJobFormProps) {
  const create = useCreateJob()
  const navigate = useNavigate()
  return (
    <div onInput={onType}>
      {capture && <DraftNotes capture={capture} />}
      <JobForm
        key={capture && JSON.stringify(capture.job)}
        job={capture?.job ?? null}
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
    </div>
  )
}
