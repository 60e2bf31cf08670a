/** Choosing a file with a button. */
import { Button, FileButton, type ButtonProps } from '@mantine/core'
import { Upload } from 'lucide-react'
import { accepted } from './files'

interface FileChoiceProps extends ButtonProps {
  'aria-label'?: string
  onChoose: (file: File | null) => void
}

/** A button that opens the browser's own dialogue for files. */
export function FileChoice({ onChoose, ...button }: FileChoiceProps) {
  return (
    <FileButton
      accept={accepted.join(',')}
      onChange={onChoose}
      inputProps={{
        onClick: (event) => {
          // Forgets the choice, so that the same file can be chosen again.
          event.currentTarget.value = ''
        },
      }}
    >
      {(props) => (
        <Button variant="default" leftSection={<Upload size={14} aria-hidden />} {...button} {...props} />
      )}
    </FileButton>
  )
}
