/** Changing something where it stands. */
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useRef } from 'react'

/** Whether the form is open; once it is closed, the `button` that opened it has the focus again. */
export function useEditing() {
  const [isEditing, { open, close }] = useDisclosure(false)
  const button = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    // It was taken off the page meanwhile, and the focus with it.
    if (wasEditing.current && !isEditing) button.current?.focus()
    wasEditing.current = isEditing
  }, [isEditing])
  return { isEditing, open, close, button }
}
