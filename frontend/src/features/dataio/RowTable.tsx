/** Rows of any number as a table: only what is in sight is in the document. */
import { ActionIcon, Badge, Group, Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { ImportRow, ImportTable } from '@/api/types'
import { ProblemAlert } from '@/components/ProblemAlert'
import type { RowSource } from '@/components/rows/useRows'
import { useScrollMargin } from '@/components/rows/useScrollMargin'
import { StatusBadge } from '@/components/StatusBadge'
import { nameOfTable, textOf, verdictColors, verdictLabels } from './import-words'
import { noteOf } from './row-notes'
import { RowDetails } from './RowDetails'
import classes from './RowTable.module.css'

interface RowTableProps {
  source: RowSource<ImportRow>
  /** How many rows there are in all, where that is known. */
  total: number | null
  tables: readonly ImportTable[]
  /** Whether they were written already. */
  isDone: boolean
}

const heads = ['Details', 'Row', 'Verdict', 'Title', 'Company', 'Status', 'Note'] as const

/** Each row opens to show what is to be known of it. */
export function RowTable({ source, total, tables, isDone }: RowTableProps) {
  const { loaded, offset, count } = source
  const table = useRef<HTMLDivElement>(null)
  const id = useId()
  const margin = useScrollMargin(table)
  const isWide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false })
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  // What has the focus stays in the document, however far one scrolls.
  const [focused, setFocused] = useState<number | null>(null)
  const rowAt = (index: number) => loaded[index - offset]

  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count,
    estimateSize: () => (isWide ? 45 : 96),
    overscan: 8,
    scrollMargin: margin,
    getItemKey: (index) => rowAt(index)?.id ?? `place-${index}`,
    rangeExtractor: (range) => {
      const indices = defaultRangeExtractor(range)
      if (focused === null || focused >= count || indices.includes(focused)) return indices
      return [...indices, focused].sort((one, other) => one - other)
    },
  })
  const { startIndex: first = 0, endIndex: last = 0 } = virtualizer.range ?? {}
  const isFarAway = rowAt(first) === undefined && rowAt(last) === undefined
  useEffect(() => {
    // Who drags the scroll bar is not to load what is on the way.
    const timer = setTimeout(
      () => {
        source.show(first, last)
      },
      isFarAway ? 100 : 0,
    )
    return () => {
      clearTimeout(timer)
    }
  })

  const isMany = tables.length > 1
  const toggle = (row: ImportRow) => {
    const others = new Set(open)
    if (!others.delete(row.id)) others.add(row.id)
    setOpen(others)
  }
  return (
    <>
      <div
        ref={table}
        role="table"
        aria-label="Rows"
        aria-rowcount={total === null ? -1 : total + 1}
        aria-busy={source.isOutdated}
        className={classes.table}
        data-outdated={source.isOutdated || undefined}
      >
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={classes.row}>
            {heads.map((head) => (
              <div key={head} role="columnheader" className={classes.headCell}>
                {head === 'Details' ? <span className={classes.hidden}>{head}</span> : head}
              </div>
            ))}
          </div>
        </div>
        {/* It listens to what comes up from the buttons in its rows, and answers to nothing itself. */}
        {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-element-interactions */}
        <div
          role="rowgroup"
          data-rows
          className={classes.rows}
          style={{ height: virtualizer.getTotalSize() }}
          onFocus={(event) => {
            const place = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')
            if (place) setFocused(Number(place.dataset.index))
          }}
          onBlur={() => {
            setFocused(null)
          }}
        >
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const row = rowAt(index)
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className={classes.place}
                style={{ transform: `translateY(${start - margin}px)` }}
              >
                {row ? (
                  <Row
                    row={row}
                    id={`${id}-${row.id}`}
                    index={index}
                    tables={isMany ? tables : null}
                    isDone={isDone}
                    isOpen={open.has(row.id)}
                    onToggle={() => {
                      toggle(row)
                    }}
                  />
                ) : (
                  <div role="row" aria-rowindex={index + 2} className={classes.loading}>
                    <div role="cell">
                      <Skeleton height={14} width="60%" aria-label="Loading" role="img" />
                    </div>
                  </div>
                )}
              </div>
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

interface RowProps {
  row: ImportRow
  id: string
  index: number
  /** Null where there is one only. */
  tables: readonly ImportTable[] | null
  isDone: boolean
  isOpen: boolean
  onToggle: () => void
}

function Row({ row, id, index, tables, isDone, isOpen, onToggle }: RowProps) {
  const Chevron = isOpen ? ChevronDown : ChevronRight
  const title = textOf(row.job?.title)
  const status = textOf(row.application?.status)
  const note = noteOf(row)
  const table = tables?.find(({ name }) => name === row.table)
  return (
    <>
      <div role="row" aria-rowindex={index + 2} className={classes.row} data-verdict={row.verdict}>
        <div role="cell" className={classes.toggle}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Details of row ${row.number}`}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={onToggle}
          >
            <Chevron size={16} aria-hidden />
          </ActionIcon>
        </div>
        <div role="cell" className={classes.number} title={table && nameOfTable(table)}>
          {row.number.toLocaleString()}
        </div>
        <div role="cell" className={classes.verdict}>
          <Badge color={verdictColors[row.verdict]}>{verdictLabels[row.verdict]}</Badge>
        </div>
        <div role="cell" className={classes.title} title={title}>
          {title || <span className={classes.none}>No title</span>}
        </div>
        <div role="cell" className={classes.company} title={textOf(row.job?.company)}>
          {textOf(row.job?.company)}
        </div>
        <div role="cell" className={classes.status}>
          {status && <StatusBadge status={status} />}
        </div>
        <div role="cell" className={classes.note} title={note}>
          {note}
        </div>
      </div>
      {isOpen && (
        <div role="row">
          <div role="cell" aria-colspan={heads.length} id={id} className={classes.details}>
            {table && (
              <Group gap={6} mb="xs">
                <Text size="sm" c="dimmed">
                  Row {row.number.toLocaleString()} in {nameOfTable(table)}
                </Text>
              </Group>
            )}
            <RowDetails row={row} isDone={isDone} />
          </div>
        </div>
      )}
    </>
  )
}
