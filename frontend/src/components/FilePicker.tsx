/** Choosing a file. */
import { Loader, Paper, Text } from '@mantine/core'
import { Upload } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import classes from './FilePicker.module.css'

interface FilePickerProps {
  label: string
  /** What the browser offers, as in the `accept` attribute. */
  accept: string
  /** Stands under the label. */
  hint: ReactNode
  isBusy: boolean
  onChoose: (file: File) => void
}

/** A large file field: browsers take a click, a key and a dropped file on it by themselves. */
export function FilePicker({ label, accept, hint, isBusy, onChoose }: FilePickerProps) {
  const id = useId()
  const [isOver, setIsOver] = useState(false)
  return (
    <Paper className={classes.area} data-over={isOver || undefined}>
      <input
        type="file"
        id={id}
        accept={accept}
        className={classes.input}
        disabled={isBusy}
        onDragEnter={() => {
          setIsOver(true)
        }}
        onDragLeave={() => {
          setIsOver(false)
        }}
        onDrop={() => {
          setIsOver(false)
        }}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // Forgets the choice, so that the same file can be chosen again after mending it.
          event.currentTarget.value = ''
          if (file) onChoose(file)
        }}
      />
      {isBusy ? <Loader size={28} /> : <Upload size={28} aria-hidden />}
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
    </Paper>
  )
}
