/** The notes of a task in a list. */
import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Markdown } from '@/components/Markdown'
import { isLong } from './task-values'
import classes from './TaskNotes.module.css'

/** A Markdown text, of which a long one shows its first lines until more is asked for. */
export function TaskNotes({ text, title }: { text: string; title: string }) {
  const [isOpen, { toggle, open }] = useDisclosure(false)
  const isFolded = isLong(text) && !isOpen
  return (
    <Text size="sm" c="dimmed" component="div" mt={2}>
      {/* A link that is out of sight must not get the focus there; the text itself answers to nothing. */}
      {/* eslint-disable-next-line jsx-a11y-x/no-static-element-interactions */}
      <div className={isFolded ? classes.clipped : undefined} onFocus={isFolded ? open : undefined}>
        <Markdown text={text} />
      </div>
      {isLong(text) && (
        <Button
          size="compact-sm"
          variant="subtle"
          ml={-8}
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Show less' : 'Show all'} of the notes: ${title}`}
          onClick={toggle}
        >
          {isOpen ? 'Show less' : 'Show all'}
        </Button>
      )}
    </Text>
  )
}
