/** The files that came before. */
import { Badge, Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Import } from '@/api/types'
import { Instant } from '@/components/Instant'
import { ItemActions, ItemList, ItemText } from '@/components/ItemList'
import { LinkAnchor } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { Panel } from '@/components/Panel'
import { ProblemAlert } from '@/components/ProblemAlert'
import { DeleteButton } from './DeleteButton'
import { importsQuery } from './import-queries'
import { isBusy, stateColors, stateLabels } from './import-words'
import { resultInWords } from './results'
import { UndoButton } from './UndoButton'

/** Each import with what came of it; nothing where there was none. */
export function ImportHistory() {
  const query = useInfiniteQuery(importsQuery)
  const imports = query.data?.pages.flatMap((page) => page.results) ?? []
  if (query.isSuccess && imports.length === 0) return null
  return (
    <Panel title="Your imports">
      {query.isPending && <LoadingRows count={2} height={44} />}
      {query.isLoadingError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      <ItemList label="Your imports" items={imports} keyOf={({ id }) => id}>
        {(one) => <HistoryRow one={one} />}
      </ItemList>
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show older ones
        </Button>
      )}
    </Panel>
  )
}

function HistoryRow({ one }: { one: Import }) {
  const result = resultInWords(one)
  return (
    <>
      <ItemText
        title={
          <Group gap={8}>
            <LinkAnchor to="/import/$importId" params={{ importId: one.id }} fw={600} size="sm">
              {one.file_name}
            </LinkAnchor>
            <Badge color={stateColors[one.state]}>
              {stateLabels[one.state]}
              {isBusy(one) && ` ${one.percent} %`}
            </Badge>
          </Group>
        }
      >
        <Text size="sm" c="dimmed">
          <Instant at={one.committed_at ?? one.created_at} />
          {result && ` · ${result}`}
        </Text>
      </ItemText>
      <ItemActions>
        <UndoButton of={one} size="compact-sm" />
        {!isBusy(one) && <DeleteButton of={one} size="compact-sm" variant="subtle" />}
      </ItemActions>
    </>
  )
}
