/** Paging through a cursor list. */
import { Group } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { cursorFrom } from '@/api/cursor'
import { LinkButton } from './Links'

interface CursorPagerProps {
  page: { next?: string | null; previous?: string | null }
  to: '/jobs'
}

/** Links to the previous and next page; the cursor goes into the URL beside what is there. */
export function CursorPager({ page, to }: CursorPagerProps) {
  const previous = cursorFrom(page.previous)
  const next = cursorFrom(page.next)
  if (previous === undefined && next === undefined) return null
  return (
    <Group component="nav" aria-label="Pages" justify="center" mt="md">
      <LinkButton
        to={to}
        search={(search) => ({ ...search, cursor: previous })}
        variant="default"
        disabled={previous === undefined}
        leftSection={<ChevronLeft size={16} aria-hidden />}
      >
        Previous
      </LinkButton>
      <LinkButton
        to={to}
        search={(search) => ({ ...search, cursor: next })}
        variant="default"
        disabled={next === undefined}
        rightSection={<ChevronRight size={16} aria-hidden />}
      >
        Next
      </LinkButton>
    </Group>
  )
}
