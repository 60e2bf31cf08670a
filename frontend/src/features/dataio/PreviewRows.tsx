/** The rows of an import: what becomes of each, or did. */
import { Chip, Group, NativeSelect, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { Import } from '@/api/types'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useRows } from '@/components/rows/useRows'
import { rowsOf } from './import-queries'
import { readImportSearch, type ImportSearch } from './import-search'
import { countAll, countRows, nameOfTable, verdictLabels, verdicts } from './import-words'
import { RowTable } from './RowTable'

const route = getRouteApi('/app/import/$importId')
const all = 'all'

/** Narrowed by verdict and table, as the URL says. */
export function PreviewRows({ one }: { one: Import }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const rows = useRows(rowsOf(one.id, search))
  const { verdicts: counts } = one
  const tables = one.tables.filter((table) => table.is_included && table.rows > 0)
  const narrow = (changed: ImportSearch) =>
    void navigate({
      search: readImportSearch({ ...search, ...changed }),
      replace: true,
      resetScroll: false,
    })
  if (countAll(counts) === 0) return null
  return (
    <Stack gap="sm" component="section" aria-labelledby="rows-of-import">
      <Title order={2} id="rows-of-import">
        {one.state === 'committed' ? 'What became of each row' : 'What would become of each row'}
      </Title>
      <Group gap="xs">
        <Chip.Group
          value={search.verdict ?? all}
          onChange={(verdict) => {
            narrow({ verdict: verdicts.find((word) => word === verdict) })
          }}
        >
          <Group gap={6} role="radiogroup" aria-label="Rows to show">
            <Chip value={all} size="xs" variant="light">
              All {countAll(counts).toLocaleString()}
            </Chip>
            {verdicts
              .filter((verdict) => counts[verdict] > 0 || search.verdict === verdict)
              .map((verdict) => (
                <Chip key={verdict} value={verdict} size="xs" variant="light">
                  {verdictLabels[verdict]} {counts[verdict].toLocaleString()}
                </Chip>
              ))}
          </Group>
        </Chip.Group>
        {tables.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label="Table"
            value={search.table ?? ''}
            onChange={(event) => {
              narrow({ table: event.currentTarget.value || undefined })
            }}
            data={[
              { value: '', label: 'All tables' },
              ...tables.map((table) => ({ value: table.name, label: nameOfTable(table) })),
            ]}
          />
        )}
      </Group>
      {search.verdict !== undefined && (
        <VisuallyHidden role="status">{countRows(counts[search.verdict])}</VisuallyHidden>
      )}
      {rows.isLoading && <LoadingRows count={8} height={44} />}
      {rows.error && <ProblemAlert error={rows.error} onRetry={rows.retry} />}
      {!rows.isLoading && rows.error === null && rows.count === 0 && (
        <Text size="sm" c="dimmed">
          No such rows.
        </Text>
      )}
      {!rows.isLoading && rows.error === null && rows.count > 0 && (
        <RowTable
          // A row that is open in one list is not so in another.
          key={`${search.verdict ?? ''} ${search.table ?? ''}`}
          source={rows}
          total={search.table === undefined ? countIn(counts, search) : null}
          tables={one.tables}
          isDone={one.state === 'committed'}
        />
      )}
    </Stack>
  )
}

function countIn(counts: Import['verdicts'], { verdict }: ImportSearch): number {
  return verdict === undefined ? countAll(counts) : counts[verdict]
}
