/** Fields for people whom one knows. */
import { MultiSelect, Select, Text, type MultiSelectProps, type SelectProps } from '@mantine/core'
import { useState } from 'react'
import { useContactOptions, type KnownContact } from './contacts'

const nothingFound = 'No such contact'

type MultiProps = Omit<MultiSelectProps, 'data'> & { known: readonly KnownContact[] }

/** Several contacts, by their ids; `known` are those that may be chosen already. */
export function ContactsField({ known, ...props }: MultiProps) {
  const [typed, type] = useState('')
  // Those that were found once stay known, so that each that is chosen has a name.
  const [seen, setSeen] = useState<readonly KnownContact[]>(known)
  const { options, filter, aboutOf, contacts } = useContactOptions(typed, seen)
  return (
    <MultiSelect
      searchable
      hidePickedOptions
      searchValue={typed}
      onSearchChange={type}
      filter={filter}
      nothingFoundMessage={nothingFound}
      renderOption={({ option }) => <Option name={option.label} about={aboutOf(option.value)} />}
      {...props}
      data={options}
      onOptionSubmit={(id) => {
        const contact = contacts.find((item) => String(item.id) === id)
        if (contact) setSeen([...seen, contact])
      }}
    />
  )
}

type SingleProps = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  known: readonly KnownContact[]
  /** An id, or empty. */
  value: string
  onChange: (id: string) => void
}

/** One contact, by its id; `known` is who may be chosen already, and who is offered first. */
export function ContactField({ known, value, onChange, ...props }: SingleProps) {
  const [typed, type] = useState('')
  const [seen, setSeen] = useState<readonly KnownContact[]>(known)
  const { options, filter, aboutOf, contacts } = useContactOptions(typed, seen)
  return (
    <Select
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Nobody' }}
      searchValue={typed}
      onSearchChange={type}
      filter={filter}
      nothingFoundMessage={nothingFound}
      renderOption={({ option }) => <Option name={option.label} about={aboutOf(option.value)} />}
      {...props}
      data={options}
      value={value || null}
      onChange={(id) => {
        const contact = contacts.find((item) => String(item.id) === id)
        if (contact) setSeen([...seen, contact])
        onChange(id ?? '')
      }}
    />
  )
}

function Option({ name, about }: { name: string; about: string }) {
  return (
    <div>
      <Text size="sm">{name}</Text>
      {about !== '' && (
        <Text size="xs" c="dimmed">
          {about}
        </Text>
      )}
    </div>
  )
}
