/** A field with the commands that are meant by what is typed; the focus stays in the field. */
import { Text, TextInput, VisuallyHidden } from '@mantine/core'
import { Search } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { step, type Command, type CommandGroup } from '@/lib/commands'
import classes from './CommandList.module.css'

interface CommandListProps {
  label: string
  placeholder: string
  typed: string
  onType: (typed: string) => void
  groups: readonly CommandGroup[]
  onChoose: (command: Command) => void
}

/** A combobox whose list is always open: arrows move, Enter chooses. */
export function CommandList({ label, placeholder, typed, onType, groups, onChoose }: CommandListProps) {
  const id = useId()
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const commands = groups.flatMap((group) => group.commands)
  const place = Math.min(active, Math.max(commands.length - 1, 0))
  const chosen = commands[place]

  // Before the dialogue around it would: the next key may be on its way.
  useLayoutEffect(() => {
    field.current?.focus()
  }, [])

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen?.key])

  const onKeyDown = (event: KeyboardEvent) => {
    // While a word is composed the keys belong to that.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setActive(step(place, event.key === 'ArrowDown' ? 1 : -1, commands.length))
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      onChoose(chosen)
    }
  }

  // Not the keys: they may hold what makes no id.
  const optionId = (command: Command) => `${id}-${commands.indexOf(command)}`
  return (
    <>
      <TextInput
        ref={field}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={id}
        aria-activedescendant={chosen && optionId(chosen)}
        placeholder={placeholder}
        leftSection={<Search size={16} aria-hidden />}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setActive(0)
          onType(event.currentTarget.value)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={id} role="listbox" aria-label={label} className={classes.list}>
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <div className={classes.group} aria-hidden>
              {group.label}
            </div>
            {group.commands.map((command) => (
              // The keys are those of the field, which has the focus.
              // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events
              <div
                key={command.key}
                id={optionId(command)}
                role="option"
                tabIndex={-1}
                aria-selected={command === chosen}
                className={classes.option}
                // Keeps the focus in the field.
                onMouseDown={(event) => {
                  event.preventDefault()
                }}
                onClick={() => {
                  onChoose(command)
                }}
              >
                <span className={classes.label}>{command.label}</span>
                {command.detail !== undefined && <span className={classes.detail}>{command.detail}</span>}
              </div>
            ))}
          </div>
        ))}
      </div>
      {commands.length === 0 && (
        <Text size="sm" c="dimmed" p="xs">
          Nothing found.
        </Text>
      )}
      <VisuallyHidden role="status">
        {commands.length === 1 ? '1 result' : `${commands.length} results`}
      </VisuallyHidden>
    </>
  )
}
