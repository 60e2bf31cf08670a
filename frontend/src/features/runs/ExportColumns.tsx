/** Which columns a file has, and in which order. */
import { Accessibility, PointerSensor } from '@dnd-kit/dom'
import { DragDropProvider, type DragDropEventHandlers } from '@dnd-kit/react'
import { isSortable, useSortable } from '@dnd-kit/react/sortable'
import { ActionIcon, Button, Checkbox, Collapse, Group, Text, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import { useId, useState } from 'react'
import type { ListName } from '@/api/types'
import { columnLabels, moveTo, type ColumnChoice } from './export-columns'
import classes from './ExportColumns.module.css'

/** The keyboard has buttons: to it and to screen readers the handles are nothing. */
const sensors = [PointerSensor]
function withoutAccessibility<Plugin>(defaults: readonly Plugin[]): Plugin[] {
  return defaults.filter((plugin) => plugin !== (Accessibility as unknown))
}

interface ExportColumnsProps {
  list: ListName
  columns: readonly ColumnChoice[]
  /** True where the person has chosen and ordered nothing. */
  isUsual: boolean
  onChange: (columns: ColumnChoice[]) => void
  /** Back to the usual ones. */
  onReset: () => void
}

/** All columns unless one wants others; boxes to tick, and rows to carry to another place. */
export function ExportColumns({ list, columns, isUsual, onChange, onReset }: ExportColumnsProps) {
  const [isOpen, { toggle }] = useDisclosure(false)
  const [told, tell] = useState('')
  const id = useId()
  const labels = columnLabels[list]
  const chosen = columns.filter(({ isChosen }) => isChosen).length

  const move = (from: number, to: number) => {
    const moved = columns[from]
    if (!moved || to < 0 || to >= columns.length) return
    onChange(moveTo(columns, from, to))
    tell(`${labels[moved.name]} is now column ${to + 1} of ${columns.length}.`)
  }
  const onDragEnd: DragDropEventHandlers['onDragEnd'] = ({ operation: { source }, canceled }) => {
    if (!canceled && isSortable(source)) move(source.initialIndex, source.index)
  }

  return (
    <div role="group" aria-labelledby={id}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={500} id={id}>
          Columns
        </Text>
        <Button size="compact-sm" variant="subtle" mr={-8} aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? 'Hide' : 'Choose and order'}
        </Button>
      </Group>
      <Text size="sm" c={chosen === 0 ? 'var(--mantine-color-error)' : 'dimmed'} role="status">
        {inWords(chosen, columns.length, isUsual)}
      </Text>
      <Collapse expanded={isOpen}>
        {isOpen && (
          <>
            <Group gap="xs" my="xs">
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  onChange(columns.map(({ name }) => ({ name, isChosen: true })))
                }}
              >
                All
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  onChange(columns.map(({ name }) => ({ name, isChosen: false })))
                }}
              >
                None
              </Button>
              {!isUsual && (
                <Button size="compact-sm" variant="subtle" onClick={onReset}>
                  As it was
                </Button>
              )}
            </Group>
            <DragDropProvider sensors={sensors} plugins={withoutAccessibility} onDragEnd={onDragEnd}>
              <ol className={classes.columns} aria-label="Columns in their order">
                {columns.map((column, place) => (
                  <ColumnRow
                    key={column.name}
                    column={column}
                    label={labels[column.name] ?? column.name}
                    place={place}
                    count={columns.length}
                    onTick={(isChosen) => {
                      onChange(columns.map((one) => (one.name === column.name ? { ...one, isChosen } : one)))
                    }}
                    onMove={(step) => {
                      move(place, place + step)
                    }}
                  />
                ))}
              </ol>
            </DragDropProvider>
            <VisuallyHidden role="status">{told}</VisuallyHidden>
          </>
        )}
      </Collapse>
    </div>
  )
}

interface ColumnRowProps {
  column: ColumnChoice
  label: string
  place: number
  count: number
  onTick: (isChosen: boolean) => void
  onMove: (step: 1 | -1) => void
}

function ColumnRow({ column, label, place, count, onTick, onMove }: ColumnRowProps) {
  const { ref, handleRef, isDragging } = useSortable({ id: column.name, index: place })
  return (
    <li ref={ref} className={classes.row} data-dragging={isDragging || undefined}>
      <span ref={handleRef} className={classes.handle} title="Drag to another place" aria-hidden>
        <GripVertical size={14} />
      </span>
      <Checkbox
        size="sm"
        flex={1}
        label={label}
        checked={column.isChosen}
        onChange={(event) => {
          onTick(event.currentTarget.checked)
        }}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Move ${label} up`}
        disabled={place === 0}
        onClick={() => {
          onMove(-1)
        }}
      >
        <ArrowUp size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Move ${label} down`}
        disabled={place === count - 1}
        onClick={() => {
          onMove(1)
        }}
      >
        <ArrowDown size={14} aria-hidden />
      </ActionIcon>
    </li>
  )
}

function inWords(chosen: number, count: number, isUsual: boolean): string {
  if (chosen === 0) return 'Choose at least one.'
  if (chosen === count) return isUsual ? `All ${count}` : `All ${count}, in your order`
  return `${chosen} of ${count}`
}
