/** Values of a filter with how many rows each would show. */
import { Button, Checkbox, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import classes from './filters.module.css'

export interface Choice {
  value: string
  label: string
  /** Undefined where it is not known. */
  count?: number
}

interface CheckListProps {
  legend: string
  choices: readonly Choice[]
  chosen: readonly string[] | undefined
  onChange: (chosen: string[]) => void
  /** Lets people name further values. */
  addLabel?: string
  /** Stands under the legend. */
  children?: ReactNode
}

const shownAtFirst = 6

/** Boxes to tick; those that are chosen are always there, the rest beyond the first on demand. */
export function CheckList({ legend, choices, chosen = [], onChange, addLabel, children }: CheckListProps) {
  const [isOpen, { toggle }] = useDisclosure(false)
  const isChosen = (value: string) => chosen.some((item) => isSameWord(item, value))
  const missing = chosen.filter((item) => !choices.some(({ value }) => isSameWord(value, item)))
  const all: Choice[] = [...missing.map((value) => ({ value, label: value })), ...choices]
  const shown = isOpen ? all : all.filter(({ value }, index) => index < shownAtFirst || isChosen(value))

  return (
    <Fieldset
      legend={legend}
      variant="unstyled"
      classNames={{ root: classes.section, legend: classes.legend }}
    >
      {children}
      <Stack gap={2}>
        {shown.map(({ value, label, count }) => (
          <Group key={value} gap="xs" wrap="nowrap" justify="space-between" mih={24}>
            <Checkbox
              size="xs"
              label={label}
              classNames={{ label: classes.label }}
              checked={isChosen(value)}
              onChange={(event) => {
                onChange(
                  event.currentTarget.checked
                    ? [...chosen, value]
                    : chosen.filter((item) => !isSameWord(item, value)),
                )
              }}
            />
            {count !== undefined && (
              <Text size="xs" c="dimmed" className={classes.count}>
                {count.toLocaleString()}
              </Text>
            )}
          </Group>
        ))}
        {all.length > shown.length || isOpen ? (
          <Button size="compact-xs" variant="subtle" onClick={toggle} aria-expanded={isOpen} w="fit-content">
            {isOpen ? 'Show fewer' : `${all.length - shown.length} more`}
          </Button>
        ) : null}
        {addLabel !== undefined && (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              const form = event.currentTarget
              const typed = (new FormData(form).get('value') as string).trim()
              if (typed !== '' && !isChosen(typed)) onChange([...chosen, typed])
              form.reset()
            }}
          >
            <TextInput size="xs" name="value" aria-label={addLabel} placeholder={`${addLabel}…`} />
          </form>
        )}
      </Stack>
    </Fieldset>
  )
}

/** The API knows no case in names. */
function isSameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
