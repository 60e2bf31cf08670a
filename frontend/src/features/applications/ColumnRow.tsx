/** One column of the board while it is edited. */
import { useSortable } from '@dnd-kit/react/sortable'
import { ActionIcon, NativeSelect, Text, TextInput, Tooltip } from '@mantine/core'
import { ArrowDown, ArrowUp, GripVertical, Trash2 } from 'lucide-react'
import { isStatus, statuses, statusLabels } from '@/lib/status'
import classes from './Columns.module.css'
import type { EditedColumn } from './columns-form'

interface ColumnRowProps {
  column: EditedColumn
  place: number
  /** How many columns there are. */
  count: number
  error: string | undefined
  /** False for the last one of its status. */
  canRemove: boolean
  onChange: (values: Partial<EditedColumn>) => void
  onMove: (step: 1 | -1) => void
  onRemove: () => void
}

/** Name, colour and status; moved by its handle or its arrows. */
export function ColumnRow({
  column,
  place,
  count,
  error,
  canRemove,
  onChange,
  onMove,
  onRemove,
}: ColumnRowProps) {
  const { ref, handleRef, isDragging } = useSortable({ id: column.key, index: place })
  const name = column.name || `Column ${place + 1}`
  const lying = column.count === 1 ? '1 application' : `${column.count} applications`
  return (
    <li ref={ref} className={classes.row} data-dragging={isDragging || undefined} data-testid="column-row">
      <span ref={handleRef} className={classes.handle} title="Drag to another place" aria-hidden>
        <GripVertical size={16} />
      </span>
      <input
        type="color"
        className={classes.color}
        aria-label={`Colour of ${name}`}
        value={column.color}
        onChange={(event) => {
          onChange({ color: event.currentTarget.value })
        }}
      />
      <TextInput
        className={classes.name}
        aria-label={`Name of column ${place + 1}`}
        data-name
        maxLength={40}
        value={column.name}
        error={error}
        onChange={(event) => {
          onChange({ name: event.currentTarget.value })
        }}
      />
      <NativeSelect
        className={classes.status}
        aria-label={`Status of ${name}`}
        data={statuses.map((status) => ({ value: status, label: statusLabels[status] }))}
        value={column.status}
        // The server refuses it as well: what lies here would change its status unasked.
        disabled={column.count > 0 && column.id !== null}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          if (isStatus(chosen)) onChange({ status: chosen })
        }}
      />
      <Text size="xs" c="dimmed" className={classes.count}>
        {lying}
      </Text>
      <ActionIcon.Group className={classes.buttons}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={`Move ${name} up`}
          disabled={place === 0}
          onClick={() => {
            onMove(-1)
          }}
        >
          <ArrowUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={`Move ${name} down`}
          disabled={place === count - 1}
          onClick={() => {
            onMove(1)
          }}
        >
          <ArrowDown size={16} aria-hidden />
        </ActionIcon>
        <Tooltip
          label={`Every status needs a column: this is the last one of ${statusLabels[column.status]}.`}
          disabled={canRemove}
        >
          <ActionIcon
            variant="default"
            size={36}
            aria-label={`Remove ${name}`}
            // Reachable all the same, so that it can say why.
            aria-disabled={!canRemove || undefined}
            data-disabled={!canRemove || undefined}
            onClick={() => {
              if (canRemove) onRemove()
            }}
          >
            <Trash2 size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </ActionIcon.Group>
    </li>
  )
}
