/** Forgetting an import. */
import { Button, type ButtonProps } from '@mantine/core'
import type { Import } from '@/api/types'
import { askToConfirm } from '@/components/confirm'
import { toastProblem, toastSuccess } from '@/components/toast'
import { useImportActions } from './import-queries'

interface DeleteButtonProps extends Pick<ButtonProps, 'size' | 'variant'> {
  of: Import
  onDeleted?: () => void
}

/** Takes the file and its preview away, after a question; what was imported stays. */
export function DeleteButton({ of, onDeleted, size, variant = 'default' }: DeleteButtonProps) {
  const { remove } = useImportActions(of.id)
  const ask = async () => {
    const isSure = await askToConfirm({
      title: `Delete ${of.file_name} from this list?`,
      text:
        of.state === 'committed'
          ? 'What it brought in stays. It can no longer be undone as a whole.'
          : 'The file and its preview go. Nothing else changes.',
      confirm: 'Delete',
      danger: true,
    })
    if (!isSure) return
    // The row may be gone before the message.
    try {
      await remove.mutateAsync()
      toastSuccess(`${of.file_name} is deleted from your imports.`)
      onDeleted?.()
    } catch (error) {
      toastProblem(error, 'It was not deleted')
    }
  }
  return (
    <Button
      color="red"
      size={size}
      variant={variant}
      loading={remove.isPending}
      aria-label={`Delete ${of.file_name}`}
      onClick={() => void ask()}
    >
      Delete
    </Button>
  )
}
