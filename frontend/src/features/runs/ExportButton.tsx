/** The button of a list that takes what it shows as a file. */
import { ActionIcon, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Download } from 'lucide-react'
import { ExportDialog, type ExportDialogProps } from './ExportDialog'

/** Opens the dialogue of the export. */
export function ExportButton(props: Omit<ExportDialogProps, 'onClose'>) {
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button
        variant="default"
        visibleFrom="sm"
        flex="none"
        leftSection={<Download size={16} aria-hidden />}
        onClick={open}
      >
        Export
      </Button>
      <ActionIcon variant="default" size={36} hiddenFrom="sm" aria-label="Export" onClick={open}>
        <Download size={16} aria-hidden />
      </ActionIcon>
      {isOpen && <ExportDialog {...props} onClose={close} />}
    </>
  )
}
