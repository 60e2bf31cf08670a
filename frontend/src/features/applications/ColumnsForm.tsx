/** The form of the board's columns. */
import { DragDropProvider, type DragDropEventHandlers } from '@dnd-kit/react'
import { isSortable } from '@dnd-kit/react/sortable'
import { Accessibility, PointerSensor } from '@dnd-kit/dom'
import { Alert, Button, Group, Stack, VisuallyHidden } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useRef, useState, type SyntheticEvent } from 'react'
import { asProblem } from '@/api/problem'
import { askToConfirm } from '@/components/confirm'
import { LinkButton } from '@/components/Links'
import { ProblemAlert } from '@/components/ProblemAlert'
import { toastProblem, toastSuccess } from '@/components/toast'
import { randomKey } from '@/lib/random-key'
import { ColumnRow } from './ColumnRow'
import classes from './Columns.module.css'
import { complaintsOf, heirOf, moveColumn, toStages, type EditedColumn } from './columns-form'
import { useReplaceBoard, useResetBoard } from './queries'

/** As many as the server takes. */
const mostColumns = 40

/** The keyboard has buttons: to it and to screen readers the handles are nothing. */
const sensors = [PointerSensor]
function withoutAccessibility<Plugin>(defaults: readonly Plugin[]): Plugin[] {
  return defaults.filter((plugin) => plugin !== (Accessibility as unknown))
}

interface ColumnsFormProps {
  initial: EditedColumn[]
  /** True where nobody has changed the board yet. */
  isDefault: boolean
  /** Which state of the board this form began with. */
  tag: string | undefined
  onReload: () => void
}

/** All columns in their order; nothing changes before they are saved. */
export function ColumnsForm({ initial, isDefault, tag, onReload }: ColumnsFormProps) {
  const [columns, setColumns] = useState(initial)
  const [complaints, setComplaints] = useState<Record<string, string>>({})
  const [told, tell] = useState('')
  const replace = useReplaceBoard(tag)
  const reset = useResetBoard(tag)
  const navigate = useNavigate()
  const list = useRef<HTMLOListElement>(null)

  const change = (key: string, values: Partial<EditedColumn>) => {
    setColumns((all) => all.map((column) => (column.key === key ? { ...column, ...values } : column)))
  }
  const move = (from: number, to: number) => {
    const moved = columns[from]
    if (!moved || to < 0 || to >= columns.length) return
    setColumns(moveColumn(columns, from, to))
    tell(`${moved.name} is now column ${to + 1} of ${columns.length}.`)
  }
  const add = () => {
    setColumns([
      ...columns,
      { key: randomKey(), id: null, name: '', status: 'interview', color: '#7048e8', count: 0 },
    ])
    // It is in the page only after this has been drawn.
    requestAnimationFrame(() => {
      const fields = list.current?.querySelectorAll<HTMLInputElement>('input[data-name]')
      fields?.[fields.length - 1]?.focus()
    })
  }
  const remove = async (column: EditedColumn) => {
    const heir = heirOf(columns, column)
    if (!heir) return
    const isSure =
      column.count === 0 ||
      (await askToConfirm({
        title: `Remove “${column.name}”?`,
        text: `${column.count === 1 ? 'The application' : `The ${column.count} applications`} in it will lie in “${heir.name}” once you save.`,
        confirm: 'Remove',
        danger: true,
      }))
    if (!isSure) return
    setColumns((all) =>
      all
        .filter(({ key }) => key !== column.key)
        .map((one) => (one.key === heir.key ? { ...one, count: one.count + column.count } : one)),
    )
    tell(`${column.name} is removed.`)
    list.current?.focus()
  }
  const onDragEnd: DragDropEventHandlers['onDragEnd'] = ({ operation: { source }, canceled }) => {
    if (!canceled && isSortable(source)) move(source.initialIndex, source.index)
  }

  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    const found = complaintsOf(columns)
    setComplaints(found)
    if (Object.keys(found).length > 0) {
      const first = columns.findIndex(({ key }) => found[key] !== undefined)
      list.current?.querySelectorAll<HTMLInputElement>('input[data-name]')[first]?.focus()
      return
    }
    try {
      await replace.mutateAsync(toStages(columns))
      toastSuccess('The columns are saved.')
      await navigate({ to: '/board' })
    } catch (error) {
      const { fields } = asProblem(error)
      const found: Record<string, string> = {}
      columns.forEach(({ key }, place) => {
        const message = fields[`${place}.name`]?.[0]?.message
        if (message !== undefined) found[key] = message
      })
      setComplaints(found)
    }
  }
  const goBack = async () => {
    const isSure = await askToConfirm({
      title: 'Back to the default columns?',
      text: 'There will be one column for each status. Applications keep their status.',
      confirm: 'Go back',
      danger: true,
    })
    if (!isSure) return
    try {
      await reset.mutateAsync()
      toastSuccess('The board has its default columns.')
      await navigate({ to: '/board' })
    } catch (error) {
      toastProblem(error, 'The columns were not changed')
    }
  }

  const isStale = replace.error !== null && asProblem(replace.error).status === 412
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <Stack>
        {replace.error !== null && <ProblemAlert error={replace.error} title="The columns were not saved" />}
        {isStale && (
          <Group>
            <Button variant="default" onClick={onReload}>
              Show the columns as they are now
            </Button>
          </Group>
        )}
        {complaints[''] !== undefined && (
          <Alert color="red" role="alert">
            {complaints['']}
          </Alert>
        )}
        <DragDropProvider sensors={sensors} plugins={withoutAccessibility} onDragEnd={onDragEnd}>
          <ol ref={list} className={classes.columns} aria-label="Columns" tabIndex={-1}>
            {columns.map((column, place) => (
              <ColumnRow
                key={column.key}
                column={column}
                place={place}
                count={columns.length}
                error={complaints[column.key]}
                canRemove={heirOf(columns, column) !== undefined}
                onChange={(values) => {
                  change(column.key, values)
                }}
                onMove={(step) => {
                  move(place, place + step)
                }}
                onRemove={() => void remove(column)}
              />
            ))}
          </ol>
        </DragDropProvider>
        <VisuallyHidden role="status">{told}</VisuallyHidden>
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<Plus size={16} aria-hidden />}
            disabled={columns.length >= mostColumns}
            onClick={add}
          >
            Add a column
          </Button>
          {!isDefault && (
            <Button variant="subtle" color="red" loading={reset.isPending} onClick={() => void goBack()}>
              Back to the default columns
            </Button>
          )}
        </Group>
        <Group>
          <Button type="submit" loading={replace.isPending}>
            Save
          </Button>
          <LinkButton to="/board" variant="default">
            Cancel
          </LinkButton>
        </Group>
      </Stack>
    </form>
  )
}
