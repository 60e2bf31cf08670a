/** A page with a long list: search, order, filters, views, the rows, and what can be done with those selected. */
import { Button, Group, NativeSelect, Stack, Text, VisuallyHidden } from '@mantine/core'
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { ListFilter, SearchX } from 'lucide-react'
import { useRef, useState, type ComponentType, type ReactNode, type RefObject } from 'react'
import type { BulkSelection } from '@/api/types'
import type { FilterTexts } from '@/lib/filter-texts'
import { options } from '@/lib/job-labels'
import { nothingSelected, sizeOf } from '@/lib/selection'
import { BulkBar } from '../bulk/BulkBar'
import { EmptyMessage } from '../EmptyMessage'
import { FilterChips, type FilterChip } from '../filters/FilterChips'
import { FilterFrame } from '../filters/FilterFrame'
import { LoadingRows } from '../LoadingRows'
import { PageHeader } from '../PageHeader'
import { ProblemAlert } from '../ProblemAlert'
import { problemDetails } from '@/lib/form-errors'
import classes from './ListPage.module.css'
import { RowGrid, type Column } from './RowGrid'
import { useListShortcuts } from './useListShortcuts'
import { useRows, type RowList } from './useRows'
import { useSelection } from './useSelection'

/** What is to be done with the rows that are selected. */
export interface BulkTarget {
  rows: BulkSelection
  count: number
  nameOf: (id: number) => string | undefined
  /** Selects nothing any more. */
  onDone: () => void
}

interface ListPageProps<Row> {
  title: string
  actions?: ReactNode
  /** What rows are called: "posting", "postings". */
  noun: readonly [one: string, many: string]
  list: RowList<Row>
  total: { count: number; exact: boolean } | null | undefined
  searchBox: (ref: RefObject<HTMLInputElement | null>) => ReactNode
  views: ReactNode
  /** Takes what is shown as a file. */
  exports: ReactNode
  /** The words that are searched for, or undefined. */
  words: string | undefined
  /** The filter in the words of the API. */
  filter: FilterTexts
  chips: readonly FilterChip[]
  onClearFilters: () => void
  onClearAll: () => void
  /** The fields of all filters; drawn only where they are seen. */
  filters: ReactNode
  ordering: string
  orderings: Readonly<Record<string, string>>
  onSort: (ordering: string) => void
  columns: readonly Column<Row>[]
  card: (row: Row) => ReactNode
  nameOf: (row: Row) => string
  onOpen: (row: Row) => void
  /** What stands here before there is any row. */
  empty: ReactNode
  BulkActions: ComponentType<BulkTarget>
}

/** Everything but the words and fields of one kind of rows. */
export function ListPage<Row extends { id: number }>(props: ListPageProps<Row>) {
  const { noun, total, filter, chips, ordering, words, BulkActions } = props
  const rows = useRows(props.list)
  const search = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  useListShortcuts(search, grid)
  const isWide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false })
  const isBeside = useMediaQuery('(min-width: 90em)', undefined, { getInitialValueInEffect: false })
  const [isShown, setShown] = useLocalStorage({
    key: 'jobtracker-filters',
    defaultValue: true,
    getInitialValueInEffect: false,
  })
  const [isDrawerOpen, setDrawerOpen] = useState(false)
  const isOpen = isBeside ? isShown : isDrawerOpen
  const setOpen = isBeside ? setShown : setDrawerOpen

  const isNarrowed = words !== undefined || chips.length > 0
  const isEmpty = !rows.isLoading && rows.error === null && rows.count === 0
  const exactTotal = total?.exact ? total.count : null
  const [chosen, select] = useSelection(JSON.stringify(filter))
  // "All that match" was said of another number.
  const selection = chosen.allOf !== null && chosen.allOf !== exactTotal ? nothingSelected : chosen
  const clearSelection = () => {
    select(nothingSelected)
    grid.current?.focus({ preventScroll: true })
  }
  const names = new Map(
    sizeOf(selection) > 0 ? rows.loaded.map((row) => [row.id, props.nameOf(row)] as const) : [],
  )
  const target: BulkTarget = {
    rows:
      selection.allOf === null ? { ids: [...selection.ids] } : { filter, expected_count: selection.allOf },
    count: sizeOf(selection),
    nameOf: (id) => names.get(id),
    onDone: clearSelection,
  }

  return (
    <>
      <PageHeader
        title={props.title}
        description={total ? countInWords(total, noun) : undefined}
        actions={props.actions}
      />
      {isEmpty && !isNarrowed ? (
        <Stack gap="md">
          <Group>{props.views}</Group>
          {props.empty}
        </Stack>
      ) : (
        <Group align="flex-start" gap="md" wrap="nowrap">
          <Stack gap="xs" flex={1} miw={0}>
            <Group gap="xs" component="search">
              {props.searchBox(search)}
              <Group gap="xs" flex={{ base: '1 0 100%', xs: '0 1 auto' }} className={classes.tools}>
                <NativeSelect
                  aria-label="Sort by"
                  flex={1}
                  miw={88}
                  value={ordering}
                  onChange={(event) => {
                    props.onSort(event.currentTarget.value)
                  }}
                  data={options(
                    props.orderings[ordering] === undefined
                      ? { ...props.orderings, [ordering]: 'By columns' }
                      : props.orderings,
                  )}
                />
                <Button
                  variant={chips.length > 0 ? 'light' : 'default'}
                  leftSection={<ListFilter size={16} aria-hidden />}
                  onClick={() => {
                    setOpen(!isOpen)
                  }}
                  aria-expanded={isOpen}
                  flex="none"
                >
                  {chips.length > 0 ? `Filters (${chips.length})` : 'Filters'}
                </Button>
                {props.views}
              </Group>
              {props.exports}
            </Group>
            <FilterChips chips={chips} onClear={props.onClearFilters} />
            <VisuallyHidden role="status">
              {!rows.isLoading && !rows.isOutdated && total ? countInWords(total, noun) : ''}
            </VisuallyHidden>
            {rows.isLoading && <LoadingRows count={10} height={52} />}
            {rows.error && (
              <ProblemAlert error={rows.error} details={problemDetails(rows.error)} onRetry={rows.retry} />
            )}
            {isEmpty && (
              <EmptyMessage
                icon={<SearchX aria-hidden />}
                title="Nothing matches"
                text={`No ${noun[0]} fits this search and these filters.`}
              >
                <Button variant="default" onClick={props.onClearAll}>
                  Clear search and filters
                </Button>
              </EmptyMessage>
            )}
            {!isEmpty && !rows.isLoading && rows.error === null && (
              <RowGrid
                gridRef={grid}
                label={props.title}
                source={rows}
                total={exactTotal}
                columns={props.columns}
                card={props.card}
                isWide={isWide}
                nameOf={props.nameOf}
                onOpen={props.onOpen}
                ordering={ordering}
                onSort={props.onSort}
                selection={selection}
                onSelect={select}
              />
            )}
            <Text size="xs" c="dimmed" visibleFrom="md" className={classes.keys}>
              <kbd>/</kbd> search · <kbd>j</kbd> <kbd>k</kbd> move · <kbd>Space</kbd> select ·{' '}
              <kbd>Enter</kbd> open
            </Text>
          </Stack>
          <FilterFrame
            isBeside={isBeside}
            isOpen={isOpen}
            onClose={() => {
              setOpen(false)
            }}
          >
            {props.filters}
          </FilterFrame>
        </Group>
      )}
      <BulkBar selection={selection} onSelect={select} onClear={clearSelection} total={exactTotal}>
        <BulkActions {...target} />
      </BulkBar>
    </>
  )
}

function countInWords(
  { count, exact }: { count: number; exact: boolean },
  [one, many]: readonly [string, string],
) {
  return `${exact ? '' : 'About '}${count.toLocaleString()} ${count === 1 ? one : many}`
}
