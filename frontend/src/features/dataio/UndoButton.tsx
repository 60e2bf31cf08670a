/** Taking a whole import back. */
import { Button, type ButtonProps } from '@mantine/core'
import { Undo2 } from 'lucide-react'
import type { Import } from '@/api/types'
import { askToConfirm } from '@/components/confirm'
import { toastProblem } from '@/components/toast'
import { useImportActions } from './import-queries'
import { undoInWords } from './results'

interface UndoButtonProps extends Pick<ButtonProps, 'size'> {
  of: Import
  /** Leave what the person has changed since as it is. */
  keepChanged?: boolean
  label?: string
}

/** Asks first; nothing where the import cannot be taken back any more. */
export function UndoButton({ of, keepChanged = false, label = 'Undo', size }: UndoButtonProps) {
  const { undo } = useImportActions(of.id)
  const { summary } = of
  if (of.state !== 'committed' || of.can_be_undone_until === null || summary === null) return null
  const ask = async () => {
    const isSure = await askToConfirm({
      title: `Undo the import of ${of.file_name}?`,
      text: keepChanged
        ? `${undoInWords(summary)} What you have changed since stays as it is now.`
        : undoInWords(summary),
      confirm: 'Undo the import',
      danger: true,
    })
    if (!isSure) return
    undo.mutate(
      { keepChanged },
      {
        onError: (error) => {
          toastProblem(error, 'The import was not undone')
        },
      },
    )
  }
  return (
    <Button
      variant="default"
      size={size}
      leftSection={<Undo2 size={14} aria-hidden />}
      loading={undo.isPending}
      aria-label={`${label}: ${of.file_name}`}
      onClick={() => void ask()}
    >
      {label}
    </Button>
  )
}
