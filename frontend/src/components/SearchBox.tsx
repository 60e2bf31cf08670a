/** A search box that waits until the person stops typing. */
import { Autocomplete, CloseButton, TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import { useRef, type KeyboardEvent, type Ref } from 'react'
import { usePausedValue } from './usePausedValue'

interface SearchBoxProps {
  ref?: Ref<HTMLInputElement>
  label: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
  /** What may be meant by what is typed so far; without it there is a plain box. */
  suggestions?: { group: string; items: string[] }[]
  /** A suggestion was taken; what is to stand in the box then. */
  onPick?: (value: string, group: string) => string
}

const pauseMilliseconds = 250

/** Reports what is typed after a pause; a value changed from outside (Back, a link) replaces it. */
export function SearchBox({ label, value, onChange, suggestions, onPick, ...props }: SearchBoxProps) {
  const [typed, type, settle] = usePausedValue(value, onChange, pauseMilliseconds)
  const isPicking = useRef(false)
  const box = {
    ...props,
    type: 'search',
    'aria-label': label,
    flex: '1 1 240px',
    leftSection: <Search size={16} aria-hidden />,
    rightSection: typed && (
      <CloseButton
        size="sm"
        aria-label="Clear the search"
        onClick={() => {
          type('')
        }}
      />
    ),
    value: typed,
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      // The first Escape closes the suggestions.
      if (event.key === 'Escape' && event.currentTarget.ariaExpanded !== 'true') type('')
    },
  }
  if (!suggestions) {
    return (
      <TextInput
        {...box}
        onChange={(event) => {
          type(event.currentTarget.value)
        }}
      />
    )
  }
  return (
    <Autocomplete
      {...box}
      role="combobox"
      data={suggestions}
      // The server has chosen them already.
      filter={({ options }) => options}
      onChange={(text) => {
        // What was picked comes here as well, as if it had been typed.
        if (!isPicking.current) type(text)
        isPicking.current = false
      }}
      onOptionSubmit={(picked) => {
        isPicking.current = true
        const group = suggestions.find(({ items }) => items.includes(picked))?.group ?? ''
        settle(onPick?.(picked, group) ?? picked)
      }}
    />
  )
}
