/** A part of the page of today. */
import { Badge, Group, Paper, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { ItemList } from '@/components/ItemList'

interface SectionProps<Item> {
  title: string
  items: readonly Item[]
  /** How many there are, with those that are not shown. */
  count: number
  keyOf: (item: Item) => string | number
  isUrgent?: boolean
  /** Stands where there is nothing; without it an empty part is not there at all. */
  empty?: ReactNode
  children: (item: Item) => ReactNode
}

/** A titled list with the number of its rows. */
export function Section<Item>(props: SectionProps<Item>) {
  const { title, items, count, isUrgent = false, empty } = props
  if (count === 0 && empty === undefined) return null
  return (
    <Paper component="section" px="md" py="sm" aria-label={title}>
      <Group gap="xs">
        <Title order={2}>{title}</Title>
        {count > 0 && <Badge color={isUrgent ? 'red' : 'gray'}>{count}</Badge>}
      </Group>
      {count === 0 ? (
        <Text size="sm" c="dimmed" component="div" py={8}>
          {empty}
        </Text>
      ) : (
        <ItemList label={title} items={items} keyOf={props.keyOf}>
          {props.children}
        </ItemList>
      )}
      {count > items.length && (
        <Text size="sm" c="dimmed" py={8}>
          And {count - items.length} more.
        </Text>
      )}
    </Paper>
  )
}
