/** A search box that waits until the person stops typing. */
import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { Search } from 'lucide-react'
import { useState } from 'react'

interface SearchBoxProps {
  label: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
}

const pauseMilliseconds = 250

/** Reports what is typed after a pause; a value changed from outside (Back, a link) replaces it. */
export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(value)
  const [reported, setReported] = useState(value)
  if (value !== reported) {
    setReported(value)
    setTyped(value)
  }
  const report = useDebouncedCallback((text: string) => {
    setReported(text)
    onChange(text)
  }, pauseMilliseconds)

  const change = (text: string) => {
    setTyped(text)
    report(text.trim())
  }

  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder}
      flex="1 1 240px"
      leftSection={<Search size={16} aria-hidden />}
      rightSection={
        typed && (
          <CloseButton
            size="sm"
            aria-label="Clear the search"
            onClick={() => {
              change('')
            }}
          />
        )
      }
      value={typed}
      onChange={(event) => {
        change(event.currentTarget.value)
      }}
    />
  )
}
