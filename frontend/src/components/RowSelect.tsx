/** Choosing an application or a contact of one's own, by typing a part of its name. */
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'

const optionsShown = 10
const pauseMilliseconds = 200

/** A row with the words that name it. */
export interface NamedRow {
  id: number
  name: string
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
    queryFn: async ({ signal }): Promise<(NamedRow & { company: string })[]> => {
      const query = { search: words || undefined, page_size: optionsShown }
      const page = await unwrap(api.GET('/api/v1/contacts/', { params: { query }, signal }))
      return page.results.map(({ id, name, company }) => ({ id, name, company }))
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

/** Any of the person's contacts, or none. */
export function ContactSelect(props: RowSelectProps) {
  const [words, setWords] = useDebouncedWords()
  const found = useQuery(contactNamesQuery(words)).data
  return <RowSelect {...props} rows={found} onType={setWords} />
}

function useDebouncedWords() {
  const [typed, setTyped] = useState('')
  const [words] = useDebouncedValue(typed.trim(), pauseMilliseconds)
  return [words, setTyped] as const
}

interface FoundRowsProps extends RowSelectProps {
  rows: readonly NamedRow[] | undefined
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
  const shown = value && !rows.some(({ id }) => id === value.id) ? [value, ...rows] : rows
  return (
    <Select
      {...(hideLabel ? { 'aria-label': label } : { label })}
      data={shown.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value && String(value.id)}
      onChange={(id) => {
        onChange(shown.find((row) => String(row.id) === id) ?? null)
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
      nothingFoundMessage="Nothing found"
      {...props}
    />
  )
}
