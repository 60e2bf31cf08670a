/** Taking a list as a file. */
import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { Run } from '@/api/types'
import { useReturnFocus } from '@/components/useReturnFocus'
import { ExportForm, type ExportFormProps } from './ExportForm'
import { RunOutcome } from './RunOutcome'

export type ExportDialogProps = Omit<ExportFormProps, 'onStarted' | 'onDownload'> & { onClose: () => void }

/** Asks what and how; shows how far the file is where it is made ahead. Closed, it loses nothing. */
export function ExportDialog({ onClose, ...props }: ExportDialogProps) {
  useReturnFocus()
  const [run, setRun] = useState<Run | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`Export ${props.noun[1]}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {run ? (
        <RunOutcome key={run.id} id={run.id} onAgain={setRun} onClose={onClose} />
      ) : (
        <ExportForm {...props} onStarted={setRun} onDownload={onClose} />
      )}
    </Modal>
  )
}
