/** Noting that one was in touch, from any page. */
import { Modal } from '@mantine/core'
import { useReturnFocus } from '@/components/useReturnFocus'
import type { About } from '@/lib/quick-add'
import { newLogValues } from './log-values'
import { LogForm } from './LogForm'

/** A dialogue for an entry of the log, about whatever one was looking at. */
export function TouchDialog({ about, onClose }: { about: About; onClose: () => void }) {
  useReturnFocus()
  return (
    <Modal opened onClose={onClose} title="Log a touch" closeButtonProps={{ 'aria-label': 'Close' }}>
      <LogForm
        activity={null}
        initialValues={newLogValues('email', about)}
        asks={['application', 'contact']}
        isInDialog
        onClose={onClose}
      />
    </Modal>
  )
}
