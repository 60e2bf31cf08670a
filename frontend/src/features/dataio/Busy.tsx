/** Long work on an import. */
import { Button } from '@mantine/core'
import type { Import } from '@/api/types'
import { toastProblem } from '@/components/toast'
import { useImportActions } from './import-queries'
import { ProgressPanel } from './ProgressPanel'

/** What is being done, in words. */
export const busyTitles = {
  reading: 'Reading the file',
  committing: 'Importing',
  undoing: 'Undoing the import',
} as const
const notes = {
  reading: 'Nothing is written yet.',
  committing: 'All of it is written at once, at the end: if you cancel, nothing is.',
  undoing: 'All of it is taken back at once, at the end.',
} as const

/** How far the work is, and a way to stop it. */
export function Busy({ one }: { one: Import }) {
  const { cancel } = useImportActions(one.id)
  if (one.state !== 'reading' && one.state !== 'committing' && one.state !== 'undoing') return null
  return (
    <ProgressPanel
      title={busyTitles[one.state]}
      percent={one.percent}
      note={`${notes[one.state]} You can leave this page: it goes on, and stands under Import.`}
      action={
        <Button
          variant="default"
          loading={cancel.isPending}
          onClick={() => {
            cancel.mutate(undefined, {
              onError: (error) => {
                toastProblem(error, 'It was not cancelled')
              },
            })
          }}
        >
          Cancel
        </Button>
      }
    />
  )
}
