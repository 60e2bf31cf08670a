/** Choosing a file. */
import { Loader, Paper, Text } from '@mantine/core'
import { Upload } from 'lucide-react'
import { useState } from 'react'
import classes from './FilePicker.module.css'

interface FilePickerProps {
  isUploading: boolean
  onChoose: (file: File) => void
}

/** A large file field: browsers take a click, a key and a dropped file on it by themselves. */
export function FilePicker({ isUploading, onChoose }: FilePickerProps) {
  const [isOver, setIsOver] = useState(false)
  return (
    <Paper className={classes.area} data-over={isOver || undefined}>
      <input
        type="file"
        id="import-file"
        accept=".csv,text/csv"
        className={classes.input}
        disabled={isUploading}
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
      {isUploading ? <Loader size={28} /> : <Upload size={28} aria-hidden />}
      <label htmlFor="import-file" className={classes.label}>
        {isUploading ? 'Importing…' : 'Choose a CSV file, or drop it here'}
      </label>
      <Text size="sm" c="dimmed">
        Every row is checked first. If one is wrong, nothing is written.
      </Text>
    </Paper>
  )
}
