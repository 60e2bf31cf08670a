/** Contacts to choose from. */
import type { OptionsFilter } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'

/** What a field needs of somebody who is chosen already. */
export interface KnownContact {
  id: number
  name: string
}

const pauseMilliseconds = 250

/** The contacts that fit what is typed, and those that are known already, as options of a field. */
export function useContactOptions(typed: string, known: readonly KnownContact[]) {
  const [search] = useDebouncedValue(typed.trim(), pauseMilliseconds)
  const found = useQuery({
    queryKey: [...roots.contacts, 'options', search],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/contacts/', {
          params: { query: { search: search || undefined, page_size: 20 } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
  const contacts = found.data?.results ?? []
  const ids = new Set(contacts.map(({ id }) => id))
  // The server has searched already; those that are known besides are there for their names.
  const filter: OptionsFilter = ({ options, search: shown }) =>
    options.filter((option) => shown === '' || ('value' in option && ids.has(Number(option.value))))
  return {
    filter,
    options: [...known.filter(({ id }) => !ids.has(id)), ...contacts].map(({ id, name }) => ({
      value: String(id),
      label: name,
    })),
    /** Role and company of those that were found, which tell people of one name apart. */
    aboutOf: (id: string) => {
      const contact = contacts.find((item) => String(item.id) === id)
      return contact ? [contact.role, contact.company].filter(Boolean).join(', ') : ''
    },
    contacts,
  }
}
