/** Parts of a page that few people need. */
import { Box, Button } from '@mantine/core'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'

interface FoldProps {
  label: string
  isOpenFirst?: boolean
  children: ReactNode
}

/** A quiet button that shows and hides what is below it. */
export function Fold({ label, isOpenFirst = false, children }: FoldProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(isOpenFirst)
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        ml={-8}
        leftSection={<Chevron size={14} aria-hidden />}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => {
          setOpen(!isOpen)
        }}
      >
        {label}
      </Button>
      {isOpen && (
        <Box id={id} pt="xs">
          {children}
        </Box>
      )}
    </div>
  )
}
