/** A list of any length as a grid: only what is in sight is in the document. */
import { Checkbox, Skeleton } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useId, useState, type CSSProperties, type ReactNode, type RefObject } from 'react'
import { isSelected, nothingSelected, tick, toggleLoaded, type Selection } from '@/lib/selection'
import { toggleSort, type Direction } from '@/lib/ordering'
import { ProblemAlert } from '../ProblemAlert'
import classes from './RowGrid.module.css'
import { SortHead } from './SortHead'
import { useGridKeys } from './useGridKeys'
import type { RowSource } from './useRows'
import { useScrollMargin } from './useScrollMargin'

/** One column of a wide grid. */
export interface Column<Row> {
  /** The field that it sorts by, or any other word where it does not sort. */
  key: string
  label: string
  /** A track of a CSS grid. */
  width: string
  /** The direction of the first click; a column without it does not sort. */
  sorts?: Direction
  cell: (row: Row) => ReactNode
}

interface RowGridProps<Row> {
  gridRef: RefObject<HTMLDivElement | null>
  label: string
  source: RowSource<Row>
  /** How many rows there are in all, where that is known exactly. */
  total: number | null
  columns: readonly Column<Row>[]
  /** A row on a narrow screen. */
  card: (row: Row) => ReactNode
  isWide: boolean
  nameOf: (row: Row) => string
  onOpen?: (row: Row) => void
  ordering: string
  onSort?: (ordering: string) => void
  selection: Selection
  onSelect: (selection: Selection) => void
}

const rowHeight = { wide: 57, narrow: 96 }
/** The bar of the shell and the head of the grid stand over the first rows. */
const covered = 56 + 41

/**
 * Arrow keys or j and k move, Space selects, Shift with either selects a range, Enter opens, Escape selects nothing.
 * The grid has the focus, and names the row that the keys are about (`aria-activedescendant`): rows come and go.
 */
export function RowGrid<Row extends { id: number }>(props: RowGridProps<Row>) {
  const { gridRef, label, source, total, columns, card, isWide, nameOf, selection, onSelect, ordering } =
    props
  const { loaded, offset, count } = source
  const id = useId()
  const [active, setActive] = useState<number | null>(null)
  const margin = useScrollMargin(gridRef)
  const ids = loaded.map((row) => row.id)
  const height = (isWide ? rowHeight.wide : rowHeight.narrow) * textScale()

  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count,
    estimateSize: () => height,
    overscan: 8,
    scrollMargin: margin,
    scrollPaddingStart: covered,
    scrollPaddingEnd: 80,
    getItemKey: (index) => loaded[index - offset]?.id ?? `place-${index}`,
  })
  useEffect(() => {
    virtualizer.measure()
  }, [virtualizer, height])

  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const rowAt = (index: number) => loaded[index - offset]
  const isFarAway = rowAt(first) === undefined && rowAt(last) === undefined
  useEffect(() => {
    if (!isFarAway) {
      source.show(first, last)
      return
    }
    // A page that one comes back to is at its top until the router has put it where it was; and who drags the
    // scroll bar is not to load what is on the way.
    const timer = setTimeout(() => {
      source.show(first, last)
    }, 100)
    return () => {
      clearTimeout(timer)
    }
  })

  const tickAt = (index: number, isRange: boolean) => {
    const row = rowAt(index)
    const from = active === null ? undefined : rowAt(active)?.id
    if (row) onSelect(tick(selection, row.id, ids, isRange ? { from } : undefined))
  }
  const onKeyDown = useGridKeys({
    count: source.count,
    active,
    // The row at the top of what is seen, until a key has chosen one.
    start: () => Math.max(0, Math.ceil((window.scrollY + covered - margin) / height)),
    page: () => Math.max(1, Math.floor((window.innerHeight - covered) / height) - 1),
    move: (index) => {
      setActive(index)
      virtualizer.scrollToIndex(index)
    },
    tick: tickAt,
    open: (index) => {
      const row = rowAt(index)
      if (row) props.onOpen?.(row)
    },
    clear: () => {
      onSelect(nothingSelected)
    },
  })

  const tracks = { '--tracks': columns.map((column) => column.width).join(' ') } as CSSProperties
  const isAllSelected = ids.length > 0 && ids.every((row) => isSelected(selection, row))
  const isSomeSelected = selection.ids.size > 0 && !isAllSelected

  return (
    <>
      <div
        ref={gridRef}
        role="grid"
        aria-label={label}
        // One for the heads.
        aria-rowcount={total === null ? -1 : total + 1}
        aria-multiselectable
        aria-busy={source.isOutdated}
        aria-activedescendant={active !== null && rowAt(active) ? `${id}-${active}` : undefined}
        tabIndex={0}
        className={classes.grid}
        data-wide={isWide || undefined}
        data-outdated={source.isOutdated || undefined}
        style={tracks}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          // Told here and not to each row, so that rows are not drawn anew while one scrolls.
          const box = (event.target as HTMLElement).closest<HTMLInputElement>('input[data-index]')
          if (!box) return
          const index = Number(box.dataset.index)
          tickAt(index, event.shiftKey)
          setActive(index)
          // Keys go on from here.
          gridRef.current?.focus({ preventScroll: true })
        }}
      >
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.headRow}>
            <div role="columnheader" className={classes.tick}>
              <Checkbox
                size="xs"
                aria-label={isAllSelected ? 'Select nothing' : 'Select what is loaded'}
                checked={isAllSelected}
                indeterminate={isSomeSelected}
                onChange={() => {
                  onSelect(toggleLoaded(selection, ids))
                }}
              />
            </div>
            {isWide ? (
              columns.map((column) =>
                column.sorts ? (
                  <SortHead
                    key={column.key}
                    field={column.key}
                    ordering={ordering}
                    onSort={(isAdding) => {
                      props.onSort?.(toggleSort(ordering, column.key, column.sorts ?? 'ascending', isAdding))
                    }}
                  >
                    {column.label}
                  </SortHead>
                ) : (
                  <div key={column.key} role="columnheader">
                    {column.label}
                  </div>
                ),
              )
            ) : (
              <div role="columnheader">{isAllSelected ? 'Select nothing' : 'Select what is loaded'}</div>
            )}
          </div>
        </div>
        <div
          role="rowgroup"
          data-rows
          className={classes.rows}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(({ index, start, key }) => {
            const row = rowAt(index)
            return (
              <GridRow
                key={key}
                id={`${id}-${index}`}
                index={index}
                top={start - margin}
                height={height}
                row={row}
                name={row ? nameOf(row) : ''}
                isChosen={row !== undefined && isSelected(selection, row.id)}
                isActive={index === active}
                columns={isWide ? columns : null}
                card={card}
              />
            )
          })}
        </div>
      </div>
      {source.moreError && (
        <ProblemAlert error={source.moreError} title="The rest did not load" onRetry={source.retry} />
      )}
    </>
  )
}

interface GridRowProps<Row> {
  id: string
  index: number
  top: number
  height: number
  /** Undefined while it is on its way. */
  row: Row | undefined
  name: string
  isChosen: boolean
  isActive: boolean
  /** Null where the screen is narrow. */
  columns: readonly Column<Row>[] | null
  card: (row: Row) => ReactNode
}

/** One row, drawn again only when something of it changes. */
const GridRow = memo(function GridRow<Row>({ row, columns, ...props }: GridRowProps<Row>) {
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 2}
      aria-selected={props.isChosen}
      className={classes.row}
      data-active={props.isActive || undefined}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div role="gridcell" className={classes.tick}>
        {row !== undefined && (
          <Checkbox
            size="xs"
            tabIndex={-1}
            data-index={props.index}
            aria-label={`Select ${props.name}`}
            checked={props.isChosen}
            readOnly
          />
        )}
      </div>
      {row === undefined ? (
        <div role="gridcell" className={classes.whole}>
          <Skeleton height={14} width="60%" aria-label="Loading" role="img" />
        </div>
      ) : columns ? (
        columns.map((column) => (
          <div key={column.key} role="gridcell" className={classes.cell}>
            {column.cell(row)}
          </div>
        ))
      ) : (
        <div role="gridcell" className={classes.cell}>
          {props.card(row)}
        </div>
      )}
    </div>
  )
}) as <Row>(props: GridRowProps<Row>) => ReactNode

/** How much larger than usual the person has text: rows grow with it. */
function textScale(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1
}
