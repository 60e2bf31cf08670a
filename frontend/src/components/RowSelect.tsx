/** Choosing an application or a contact of one's own, by typing a part of its name. */
import { MultiSelect, Select, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'

const optionsShown = 10
const pauseMilliseconds = 200
const nothingFound = 'Nothing found'

/** A row with the words that name it. */
export interface NamedRow {
  id: number
  name: string
}

/** A row to choose, with what tells it from others of its name. */
interface Choice extends NamedRow {
  about?: string
}

/** The applications that a few words find, the last moved first where there are none. */
export function applicationNamesQuery(words: string) {
  return queryOptions({
    queryKey: [...roots.applications, 'names', words],
    queryFn: async ({ signal }): Promise<NamedRow[]> => {
      const ordering = words === '' ? '-status_since' : '-relevance'
      const query = { search: words || undefined, ordering, page_size: optionsShown }
      const page = await unwrap(api.GET('/api/v1/applications/', { params: { query }, signal }))
      return page.results.map(({ id, job }) => ({ id, name: nameOfJob(job) }))
    },
    placeholderData: keepPreviousData,
  })
}

/** What an application is called, by the text of its id in a URL. */
export function applicationNameQuery(id: string | undefined) {
  return queryOptions({
    queryKey: [...roots.applications, 'name', id],
    queryFn: async ({ signal }): Promise<NamedRow> => {
      const path = { id: Number(id) }
      const { job } = await unwrap(api.GET('/api/v1/applications/{id}/', { params: { path }, signal }))
      return { id: path.id, name: nameOfJob(job) }
    },
    enabled: id !== undefined,
  })
}

/** The contacts that a few words find. */
export function contactNamesQuery(words: string) {
  return queryOptions({
    queryKey: [...roots.contacts, 'names', words],
    queryFn: async ({ signal }): Promise<(Choice & { company: string })[]> => {
      const query = { search: words || undefined, page_size: optionsShown }
      const page = await unwrap(api.GET('/api/v1/contacts/', { params: { query }, signal }))
      return page.results.map(({ id, name, role, company }) => ({
        id,
        name,
        company,
        about: [role, company].filter(Boolean).join(', '),
      }))
    },
    placeholderData: keepPreviousData,
  })
}

/** What a posting is called where there is one line for it. */
export function nameOfJob({ title, company }: { title: string; company: string }): string {
  return `${title}, ${company}`
}

interface RowSelectProps {
  label: string
  hideLabel?: boolean
  placeholder?: string
  value?: NamedRow | null
  onChange: (row: NamedRow | null) => void
  error?: ReactNode
}

/** Any of the person's applications, or none. */
export function ApplicationSelect(props: RowSelectProps) {
  const [words, setWords] = useDebouncedWords()
  const found = useQuery(applicationNamesQuery(words)).data
  return <RowSelect {...props} rows={found} onType={setWords} />
}

interface ContactSelectProps extends RowSelectProps {
  /** Those who are offered before the others. */
  first?: readonly NamedRow[]
}

/** Any of the person's contacts, or none. */
export function ContactSelect({ first = [], ...props }: ContactSelectProps) {
  const [words, setWords] = useDebouncedWords()
  const found = useQuery(contactNamesQuery(words)).data
  return <RowSelect {...props} rows={words === '' ? union(first, found) : found} onType={setWords} />
}

interface ContactsSelectProps extends Omit<RowSelectProps, 'value' | 'onChange' | 'hideLabel'> {
  description?: string
  value?: readonly NamedRow[]
  onChange: (rows: NamedRow[]) => void
}

/** Some of the person's contacts. */
export function ContactsSelect({ value = [], onChange, ...props }: ContactsSelectProps) {
  const [words, setWords] = useDebouncedWords()
  const found: readonly Choice[] = useQuery(contactNamesQuery(words)).data ?? []
  const shown = union(value, found)
  return (
    <MultiSelect
      data={optionsOf(shown)}
      value={value.map(({ id }) => String(id))}
      onChange={(ids) => {
        onChange(shown.filter(({ id }) => ids.includes(String(id))))
      }}
      searchable
      onSearchChange={setWords}
      hidePickedOptions
      // The server has chosen them already; who is chosen is there for the name.
      filter={({ options }) => options}
      renderOption={({ option }) => <Option row={rowOf(shown, option.value)} />}
      nothingFoundMessage={nothingFound}
      {...props}
    />
  )
}

function useDebouncedWords() {
  const [typed, setTyped] = useState('')
  const [words] = useDebouncedValue(typed.trim(), pauseMilliseconds)
  return [words, setTyped] as const
}

interface FoundRowsProps extends RowSelectProps {
  rows: readonly Choice[] | undefined
  onType: (words: string) => void
}

function RowSelect({
  label,
  hideLabel = false,
  value = null,
  onChange,
  rows = [],
  onType,
  ...props
}: FoundRowsProps) {
  const shown = union(value ? [value] : [], rows)
  return (
    <Select
      {...(hideLabel ? { 'aria-label': label } : { label })}
      data={optionsOf(shown)}
      value={value && String(value.id)}
      onChange={(id) => {
        onChange(rowOf(shown, id) ?? null)
      }}
      searchable
      // What is chosen fills the field: that is no search.
      onSearchChange={(typed) => {
        onType(shown.some(({ name }) => name === typed) ? '' : typed)
      }}
      // The server has chosen them already.
      filter={({ options }) => options}
      clearable
      clearButtonProps={{ 'aria-label': `Clear: ${label}` }}
      renderOption={({ option }) => <Option row={rowOf(shown, option.value)} />}
      nothingFoundMessage={nothingFound}
      {...props}
    />
  )
}

/** Those that are known before the others, each row once, and as it was found. */
function union(known: readonly Choice[], found: readonly Choice[] = []): readonly Choice[] {
  const isKnown = new Set(known.map(({ id }) => id))
  return [
    ...known.map((row) => found.find(({ id }) => id === row.id) ?? row),
    ...found.filter(({ id }) => !isKnown.has(id)),
  ]
}

function optionsOf(rows: readonly Choice[]) {
  return rows.map(({ id, name }) => ({ value: String(id), label: name }))
}

function rowOf(rows: readonly Choice[], id: string | null): Choice | undefined {
  return rows.find((row) => String(row.id) === id)
}

function Option({ row }: { row: Choice | undefined }) {
  return (
    <div>
      <Text size="sm">{row?.name}</Text>
      {row?.about && (
        <Text size="xs" c="dimmed">
          {row.about}
        </Text>
      )}
    </div>
  )
}
