/** What to look at before a draft is kept. */
import { Alert, List } from '@mantine/core'
import { FileSearch } from 'lucide-react'
import type { Capture } from '@/api/types'
import { DuplicateList } from './DuplicateWarning'
import { fieldLabel } from './job-form-values'

/** What the page did not say clearly, and which postings there are already that it may repeat. */
export function DraftNotes({ capture: { job, warnings, duplicates } }: { capture: Capture }) {
  return (
    <>
      <DuplicateList duplicates={duplicates} />
      <Alert
        color="blue"
        role="status"
        icon={<FileSearch size={18} aria-hidden />}
        title={job.source ? `Filled in from ${job.source}: look it over` : 'Filled in: look it over'}
        mb="md"
      >
        {warnings.length === 0 ? (
          'Add it as it is, or change what you like.'
        ) : (
          <List size="sm" spacing={4}>
            {warnings.map(({ field, code, message }) => (
              <List.Item key={`${field}-${code}`}>
                {fieldLabel(field)}: {message}
              </List.Item>
            ))}
          </List>
        )}
      </Alert>
    </>
  )
}
