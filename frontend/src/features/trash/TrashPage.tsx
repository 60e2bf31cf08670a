/** What was deleted, to bring back or to delete for good. */
import { Button, Group, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { ArchiveRestore, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { BulkBar } from '@/components/bulk/BulkBar'
import { askToConfirm } from '@/components/confirm'
import { EmptyMessage } from '@/components/EmptyMessage'
import { DaysAgo, Instant } from '@/components/Instant'
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
import { useTrash } from './queries'
import { inWords, kindNames, kinds, trashKey, type TrashKind, type TrashedRow } from './trash-kinds'
import { readTrashSearch } from './trash-search'

const route = getRouteApi('/app/trash')
const choices = kindNames.map((name) => ({ value: name, label: kinds[name].label }))

/** One kind at a time; rows are deleted for good after thirty days. */
export function TrashPage() {
  const { list = 'jobs' } = route.useSearch()
  const navigate = route.useNavigate()
  const isWide = useIsWide()
  const show = (value: string) => void navigate({ search: readTrashSearch({ list: value }), replace: true })
  return (
    <>
      <PageHeader title="Trash" description="What you delete stays here for thirty days." />
      <Stack gap="sm">
        {isWide ? (
          <SegmentedControl
            aria-label="What was deleted"
            w="fit-content"
            value={list}
            onChange={show}
            data={choices}
          />
        ) : (
          <NativeSelect
            aria-label="What was deleted"
            value={list}
            onChange={(event) => {
              show(event.currentTarget.value)
            }}
            data={choices}
          />
        )}
        <TrashList key={list} kind={kinds[list]} isWide={isWide} />
      </Stack>
    </>
  )
}

function TrashList({ kind, isWide }: { kind: TrashKind; isWide: boolean }) {
  const rows = useRows({ key: trashKey(kind.name), fetchPage: kind.fetchPage })
  const [selection, select] = useSelection(kind.name)
  const grid = useRef<HTMLDivElement>(null)
  useListShortcuts(null, grid)
  const { isRunning, ...actions } = useTrash(kind, (id) => rows.loaded.find((row) => row.id === id)?.title)
  const clear = () => {
    select(nothingSelected)
  }

  const restore = async (ids: number[]) => {
    if (await actions.restore(ids)) clear()
  }
  const purge = async (ids: number[]) => {
    const isSure = await askToConfirm({
      title: `Delete ${inWords(kind, ids.length)} for good?`,
      text: `${kind.takesAlong ?? ''} This cannot be undone.`.trim(),
      confirm: 'Delete for good',
      danger: true,
    })
    if (isSure && (await actions.purge(ids))) clear()
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
      label: 'What',
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
        text={`No ${kind.one} was deleted in the last thirty days.`}
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
        <Text size="sm" c="dimmed" className={cells.line} title={row.detail}>
          {row.detail}
          {row.at !== undefined && (
            <>
              {row.detail && ' · '}
              <Instant at={row.at} />
            </>
          )}
        </Text>
        {row.status !== undefined && <StatusBadge status={row.status} />}
      </Group>
    </>
  )
}

function useIsWide(): boolean {
  return useMediaQuery('(min-width: 48em)', undefined, { getInitialValueInEffect: false })
}
