/** Parts of a page on which a file can be dropped. */
import { useEffect, useState, type DragEvent, type ReactNode } from 'react'
import classes from './FileDrop.module.css'

interface FileDropProps {
  /** What dropping does, in a few words. */
  hint: string
  onDrop: (file: File) => void
  children: ReactNode
}

/** Takes a dropped file, the first where there are several; beside buttons that choose one, for those with no mouse. */
export function FileDrop({ hint, onDrop, children }: FileDropProps) {
  const [isOver, setIsOver] = useState(false)
  useStrayFiles()
  return (
    // It takes what falls on it, and answers to nothing else.
    // eslint-disable-next-line jsx-a11y-x/no-static-element-interactions
    <div
      className={classes.area}
      data-over={isOver || undefined}
      data-hint={hint}
      onDragOver={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        event.stopPropagation()
        event.dataTransfer.dropEffect = 'copy'
        setIsOver(true)
      }}
      onDragLeave={(event) => {
        // To something inside it is no leaving.
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
          setIsOver(false)
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setIsOver(false)
        const file = event.dataTransfer.files[0]
        if (file) onDrop(file)
      }}
    >
      {children}
    </div>
  )
}

function hasFiles(event: DragEvent | globalThis.DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}

/** A file that is dropped beside the place would be opened by the browser, and the page be gone. */
function useStrayFiles() {
  useEffect(() => {
    const refuse = (event: globalThis.DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
    }
    window.addEventListener('dragover', refuse)
    return () => {
      window.removeEventListener('dragover', refuse)
    }
  }, [])
}
