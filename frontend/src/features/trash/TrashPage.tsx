/** What was deleted, to bring back or to delete for good. */
import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { ArchiveRestore, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import type { ListName } from '@/api/types'
import { BulkBar } from '@/components/bulk/BulkBar'
import { useBulk } from '@/components/bulk/useBulk'
import { askToConfirm } from '@/components/confirm'
import { EmptyMessage } from '@/components/EmptyMessage'
import { DaysAgo } from '@/components/Instant'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import cells from '@/components/rows/cells.module.css'
import { RowGrid, type Column } from '@/components/rows/RowGrid'
import { useListShortcuts } from '@/components/rows/useListShortcuts'
import { useRows } from '@/components/rows/useRows'
import { useSelection } from '@/components/rows/useSelection'
import { StatusBadge } from '@/components/StatusBadge'
import { nothingSelected } from '@/lib/selection'
import { purgeRows, restoreRows, trashRows, type TrashedRow } from './queries'

const route = getRouteApi('/app/trash')

const nouns: Record<ListName, readonly [one: string, many: string]> = {
  jobs: ['posting', 'postings'],
  applications: ['application', 'applications'],
}

/** One of the two lists at a time; rows are deleted for good after thirty days. */
export function TrashPage() {
  const { list = 'jobs' } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <>
      <PageHeader title="Trash" description="What you delete stays here for thirty days." />
      <Stack gap="sm">
        <SegmentedControl
          aria-label="What was deleted"
          w="fit-content"
          value={list}
          onChange={(value) =>
            void navigate({ search: { list: value === 'applications' ? value : undefined }, replace: true })
          }
          data={[
            { value: 'jobs', label: 'Postings' },
            { value: 'applications', label: 'Applications' },
          ]}
        />
        <TrashList key={list} list={list} />
      </Stack>
    </>
  )
}

function TrashList({ list }: { list: ListName }) {
  const rows = useRows(trashRows(list))
  const [selection, select] = useSelection(list)
  const grid = useRef<HTMLDivElement>(null)
  useListShortcuts(null, grid)
  const isWide = useMediaQuery('(min-width: 48em)', undefined, { getInitialValueInEffect: false })
  const { run, isRunning } = useBulk()
  const inWords = (count: number) => `${count} ${nouns[list][count === 1 ? 0 : 1]}`
  const nameOf = (id: number) => rows.loaded.find((row) => row.id === id)?.title
  const clear = () => {
    select(nothingSelected)
  }

  const restore = async (ids: number[]) => {
    const isDone = await run({
      send: (mode, header) => restoreRows(list, ids, mode, header),
      count: ids.length,
      done: (count) => `${inWords(count)} restored`,
      failed: 'Nothing was restored',
      nameOf,
    })
    if (isDone) clear()
  }
  const purge = async (ids: number[]) => {
    const isSure = await askToConfirm({
      title: `Delete ${inWords(ids.length)} for good?`,
      text:
        list === 'jobs'
          ? 'Applications that were deleted along with them go, too. This cannot be undone.'
          : 'Their timelines go with them. This cannot be undone.',
      confirm: 'Delete for good',
      danger: true,
    })
    if (!isSure) return
    const isDone = await run({
      send: (_mode, header) => purgeRows(list, ids, header),
      count: ids.length,
      done: (count) => `${inWords(count)} deleted for good`,
      failed: 'Nothing was deleted',
      nameOf,
    })
    if (isDone) clear()
  }

  const buttons = (row: TrashedRow) => (
    <Group gap={6} wrap="nowrap">
      <Button
        size="compact-sm"
        variant="default"
        disabled={isRunning}
        aria-label={`Restore ${row.title}`}
        onClick={() => void restore([row.id])}
      >
        Restore
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        disabled={isRunning}
        aria-label={`Delete for good: ${row.title}`}
        onClick={() => void purge([row.id])}
      >
        Delete for good
      </Button>
    </Group>
  )
  const columns: Column<TrashedRow>[] = [
    {
      key: 'title',
      label: list === 'jobs' ? 'Posting' : 'Application',
      width: 'minmax(0, 1fr)',
      cell: (row) => <Name row={row} />,
    },
    { key: 'trashed_at', label: 'Deleted', width: '120px', cell: (row) => <DaysAgo at={row.trashedAt} /> },
    { key: 'actions', label: 'Actions', width: '220px', cell: buttons },
  ]

  if (rows.isLoading) return <LoadingRows height={56} />
  if (rows.error) return <ProblemAlert error={rows.error} onRetry={rows.retry} />
  if (rows.count === 0)
    return (
      <EmptyMessage
        icon={<Trash2 aria-hidden />}
        title="Nothing here"
        text={`No ${nouns[list][0]} was deleted in the last thirty days.`}
      />
    )
  return (
    <>
      <RowGrid
        gridRef={grid}
        label="Trash"
        source={rows}
        total={null}
        columns={columns}
        card={(row) => (
          <>
            <Name row={row} />
            <Text size="xs" c="dimmed" mb={4}>
              Deleted <DaysAgo at={row.trashedAt} />
            </Text>
            {buttons(row)}
          </>
        )}
        isWide={isWide}
        nameOf={(row) => row.title}
        ordering="-trashed_at"
        selection={selection}
        onSelect={select}
      />
      <BulkBar selection={selection} onSelect={select} onClear={clear} total={null}>
        <Button
          size="compact-sm"
          leftSection={<ArchiveRestore size={14} aria-hidden />}
          disabled={isRunning}
          onClick={() => void restore([...selection.ids])}
        >
          Restore
        </Button>
        <Button
          size="compact-sm"
          color="red"
          variant="light"
          leftSection={<Trash2 size={14} aria-hidden />}
          disabled={isRunning}
          onClick={() => void purge([...selection.ids])}
        >
          Delete for good
        </Button>
      </BulkBar>
    </>
  )
}

function Name({ row }: { row: TrashedRow }) {
  return (
    <>
      <Text size="sm" fw={600} className={cells.line} title={row.title}>
        {row.title}
      </Text>
      <Group gap={6} wrap="nowrap">
        <Text size="sm" c="dimmed" className={cells.line}>
          {row.company}
        </Text>
        {row.status !== null && <StatusBadge status={row.status} />}
      </Group>
    </>
  )
}
