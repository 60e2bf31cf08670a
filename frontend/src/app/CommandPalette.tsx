/** Going anywhere, finding and adding anything, from the keyboard. */
import { ActionIcon, Button, Kbd, Modal } from '@mantine/core'
import { useDebouncedValue, useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useRef, useState } from 'react'
import { CommandList } from '@/components/CommandList'
import { applicationNamesQuery, contactNamesQuery } from '@/components/RowSelect'
import { suggestionsQuery } from '@/features/jobs/queries'
import { filled, isMeant, type Command, type CommandGroup } from '@/lib/commands'
import { useQuickAdd } from '@/lib/quick-add'
import { places } from './places'

const pauseMilliseconds = 150
/** Of each kind of thing that is found. */
const shownOfEach = 5
const label = 'Find, go to or add'

/** The button of the palette, and the palette; Ctrl+K or Cmd+K opens it on every page. */
export function CommandPalette() {
  const [isOpen, setOpen] = useState(false)
  const focusedBefore = useRef<Element | null>(null)
  const chosen = useRef<Command | null>(null)
  const open = () => {
    focusedBefore.current = document.activeElement
    setOpen(true)
  }
  const close = () => {
    setOpen(false)
  }
  useHotkeys([['mod+K', isOpen ? close : open]], [])

  const leave = () => {
    // First back to where one was: what is chosen may take the focus from there, and give it back later.
    if (focusedBefore.current instanceof HTMLElement) focusedBefore.current.focus({ preventScroll: true })
    chosen.current?.run()
    chosen.current = null
  }
  return (
    <>
      <Button
        variant="default"
        size="xs"
        visibleFrom="lg"
        leftSection={<Search size={14} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={open}
      >
        {label}
      </Button>
      <ActionIcon variant="subtle" color="gray" size="lg" hiddenFrom="lg" aria-label={label} onClick={open}>
        <Search size={18} aria-hidden />
      </ActionIcon>
      <Modal
        opened={isOpen}
        onClose={close}
        title={label}
        closeButtonProps={{ 'aria-label': 'Close' }}
        returnFocus={false}
        onExitTransitionEnd={leave}
        // At once: what is typed on after Ctrl+K is for its field.
        transitionProps={{ duration: 0 }}
        yOffset="8dvh"
      >
        <Commands
          onChoose={(command) => {
            chosen.current = command
            close()
          }}
        />
      </Modal>
    </>
  )
}

function Commands({ onChoose }: { onChoose: (command: Command) => void }) {
  const [typed, setTyped] = useState('')
  const groups = useGroups(typed.trim())
  return (
    <CommandList
      label={label}
      placeholder="A page, a posting, an application, a contact…"
      typed={typed}
      onType={setTyped}
      groups={groups}
      onChoose={onChoose}
    />
  )
}

/** Further words by which places are found. */
const otherWords: Partial<Record<(typeof places)[number]['to'], string>> = {
  '/data': 'data export download pdf zip restore files',
}

/** All that is meant by what is typed; what the server finds comes a moment later. */
function useGroups(typed: string): CommandGroup[] {
  const navigate = useNavigate()
  const { history } = useRouter()
  const { addTask, logTouch, addContact } = useQuickAdd()
  const [words] = useDebouncedValue(typed, pauseMilliseconds)
  const isSearch = typed.length > 1 && words.length > 1
  const applications = useQuery({ ...applicationNamesQuery(words), enabled: isSearch }).data
  const contacts = useQuery({ ...contactNamesQuery(words), enabled: isSearch }).data
  const postings = useQuery({ ...suggestionsQuery(words), enabled: isSearch }).data
  const some = <Row,>(rows: readonly Row[] | undefined) =>
    isSearch && rows ? rows.slice(0, shownOfEach) : []

  const actions: Command[] = [
    {
      key: 'add-posting',
      label: 'Add a posting',
      words: 'new job',
      run: () => void navigate({ to: '/jobs/new' }),
    },
    {
      key: 'add-task',
      label: 'Add a task',
      words: 'new to do',
      run: () => {
        addTask()
      },
    },
    {
      key: 'add-contact',
      label: 'Add a contact',
      words: 'new person',
      run: () => {
        addContact()
      },
    },
    {
      key: 'log-touch',
      label: 'Log a touch',
      words: 'add new email call message meeting note',
      run: () => {
        logTouch()
      },
    },
  ]
  const pages: Command[] = [
    ...places.map(({ to, label }) => ({
      key: `page-${to}`,
      label,
      words: otherWords[to],
      run: () => void navigate({ to, search: {} }),
    })),
    { key: 'page-duplicates', label: 'Duplicates', run: () => void navigate({ to: '/jobs/duplicates' }) },
    {
      key: 'page-columns',
      label: 'Columns of the board',
      words: 'stages settings',
      run: () => void navigate({ to: '/board/columns' }),
    },
    {
      key: 'page-settings',
      label: 'Settings',
      words: 'profile account goal time zone',
      run: () => void navigate({ to: '/settings' }),
    },
    {
      key: 'page-follow-ups',
      label: 'Follow-up rules',
      words: 'settings cadence suggestions',
      run: () => void navigate({ to: '/settings/follow-ups' }),
    },
    {
      key: 'page-calendar-feeds',
      label: 'Calendar addresses',
      words: 'settings feed subscribe ics',
      run: () => void navigate({ to: '/settings/calendar' }),
    },
    {
      key: 'page-capture',
      label: 'Capture by bookmark',
      words: 'settings bookmarklet',
      run: () => void navigate({ to: '/settings/capture' }),
    },
  ]
  const found: CommandGroup[] = [
    {
      label: 'Applications',
      commands: some(applications).map(({ id, name }) => ({
        key: `application-${id}`,
        label: name,
        run: () =>
          void navigate({ to: '/applications/$applicationId', params: { applicationId: String(id) } }),
      })),
    },
    {
      label: 'Contacts',
      commands: some(contacts).map(({ id, name, company }) => ({
        key: `contact-${id}`,
        label: name,
        detail: company,
        run: () => {
          history.push(`/contacts/${id}`)
        },
      })),
    },
    {
      label: 'Postings',
      commands: [
        ...some(postings?.titles).map(({ value, count }) => ({
          key: `title-${value}`,
          label: value,
          detail: countPostings(count),
          run: () => void navigate({ to: '/jobs', search: { search: value } }),
        })),
        ...some(postings?.companies).map(({ value, count }) => ({
          key: `company-${value}`,
          label: `At ${value}`,
          detail: countPostings(count),
          run: () => void navigate({ to: '/jobs', search: { company: [value] } }),
        })),
        ...(typed === ''
          ? []
          : [
              {
                key: 'search-postings',
                label: `Search the postings for “${typed}”`,
                run: () => void navigate({ to: '/jobs', search: { search: typed } }),
              },
            ]),
      ],
    },
  ]
  const meant = (commands: Command[]) => commands.filter((command) => isMeant(command, typed))
  return filled([
    { label: 'Go to', commands: meant(pages) },
    { label: 'Do', commands: meant(actions) },
    ...found,
  ])
}

function countPostings(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? 'posting' : 'postings'}`
}
