/** What is said of single rows when many were to be changed. */
import { Button, Group, List, ScrollArea, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import type { ItemProblem } from '@/api/problem'

type NameOf = (id: number) => string | undefined

/** Says which rows are bad and that nothing was done; true if the others are to be changed nevertheless. */
export function askAboutBadRows(
  items: readonly ItemProblem[],
  task: { failed: string; nameOf: NameOf },
  rowsLeft: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const id = modals.open({
      title: task.failed,
      size: 'lg',
      closeButtonProps: { 'aria-label': 'Close' },
      onClose: () => {
        resolve(false)
      },
      children: (
        <>
          <RowProblems items={items} nameOf={task.nameOf} />
          <Group justify="flex-end" mt="md">
            {rowsLeft > 0 && (
              <Button
                variant="default"
                onClick={() => {
                  resolve(true)
                  modals.close(id)
                }}
              >
                Change the other {rowsLeft}
              </Button>
            )}
            <Button
              data-autofocus
              onClick={() => {
                modals.close(id)
              }}
            >
              Leave all as they are
            </Button>
          </Group>
        </>
      ),
    })
  })
}

/** Says which rows have changed since, so that nothing was undone. */
export function showChangedRows(items: readonly ItemProblem[], nameOf: NameOf) {
  modals.open({
    title: 'It was not undone',
    size: 'lg',
    closeButtonProps: { 'aria-label': 'Close' },
    children: (
      <>
        <Text size="sm" mb="xs">
          These have been changed since, so everything was left as it is now.
        </Text>
        <RowProblems items={items} nameOf={nameOf} />
      </>
    ),
  })
}

/** Rows by name, each with what is wrong with it. */
function RowProblems({ items, nameOf }: { items: readonly ItemProblem[]; nameOf: NameOf }) {
  return (
    <ScrollArea.Autosize mah="40dvh" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': 'Rows' }}>
      <List size="sm" spacing={4}>
        {items.map((item, index) => (
          <List.Item key={index}>
            <Text span fw={550} inherit>
              {item.id === null ? 'A row' : (nameOf(item.id) ?? `Number ${item.id}`)}
            </Text>
            : {item.message}
          </List.Item>
        ))}
      </List>
    </ScrollArea.Autosize>
  )
}
