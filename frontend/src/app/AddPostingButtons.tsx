/** How postings come in. */
import { Plus, Upload } from 'lucide-react'
import { LinkButton } from '@/components/Links'

/** Links to bringing in a file, and to adding one posting. */
export function AddPostingButtons() {
  return (
    <>
      <LinkButton to="/import" leftSection={<Upload size={16} aria-hidden />}>
        Import a file
      </LinkButton>
      <LinkButton to="/jobs/new" variant="default" leftSection={<Plus size={16} aria-hidden />}>
        Add a posting
      </LinkButton>
    </>
  )
}
