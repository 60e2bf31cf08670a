/** Questions before something that is not easily taken back. */
import { Text } from '@mantine/core'
import { modals } from '@mantine/modals'

interface Question {
  title: string
  text: string
  confirm: string
  danger?: boolean
}

/** Asks in a dialogue; resolves to true when the person agrees. */
export function askToConfirm({ title, text, confirm, danger = false }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: <Text size="sm">{text}</Text>,
      labels: { confirm, cancel: 'Cancel' },
      // White on the usual red has too little contrast.
      confirmProps: danger ? { color: 'red.9' } : {},
      closeButtonProps: { 'aria-label': 'Close' },
      onConfirm: () => {
        resolve(true)
      },
      // Runs after a confirmation too, where the promise is settled already.
      onClose: () => {
        resolve(false)
      },
    })
  })
}
