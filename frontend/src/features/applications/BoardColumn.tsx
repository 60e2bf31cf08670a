/** One stage of the board, on which cards are dropped. */
import { useDragOperation, useDroppable } from '@dnd-kit/react'
import { Badge, Group, Title, UnstyledButton } from '@mantine/core'
import { ChevronDown, ChevronRight } from 'lucide-react'
import type { Application, Status } from '@/api/types'
import { statusColors, statusLabels } from '@/lib/status'
import classes from './Board.module.css'
import { canMove } from './board-moves'
import { ColumnCards } from './ColumnCards'

interface BoardColumnProps {
  status: Status
  count: number | undefined
  search: string
  onMove: (application: Application, to: Status) => void
  /** Given for stages that fold: whether the cards are shown, and how to change that. */
  folding?: { isExpanded: boolean; toggle: () => void }
}

/** A stage with its name, count and cards. */
export function BoardColumn({ status, count, search, onMove, folding }: BoardColumnProps) {
  const { source } = useDragOperation()
  const carried = source?.data.application as Application | undefined
  const accepts = carried !== undefined && canMove(carried.status, status)
  const { ref, isDropTarget } = useDroppable({
    id: status,
    // A card may be put back where it came from: that is how a drag is called off.
    disabled: carried !== undefined && !accepts && carried.status !== status,
  })
  const isExpanded = folding?.isExpanded ?? true
  const heading = (
    <>
      <span
        className={classes.dot}
        style={{ background: `var(--mantine-color-${statusColors[status]}-filled)` }}
      />
      {statusLabels[status]}
    </>
  )
  return (
    <section
      ref={ref}
      aria-labelledby={`stage-${status}`}
      className={folding ? classes.fold : classes.column}
      data-accepts={accepts || undefined}
      data-over={(isDropTarget && accepts) || undefined}
      data-testid={`stage-${status}`}
    >
      <Group justify="space-between" wrap="nowrap" className={classes.head}>
        <Title order={folding ? 3 : 2} id={`stage-${status}`} className={classes.name}>
          {folding ? (
            <UnstyledButton onClick={folding.toggle} aria-expanded={isExpanded} className={classes.name}>
              {isExpanded ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
              {heading}
            </UnstyledButton>
          ) : (
            heading
          )}
        </Title>
        <Badge
          color="gray"
          circle={count !== undefined && count < 10}
          aria-label={`${count ?? 0} applications`}
        >
          {count ?? '–'}
        </Badge>
      </Group>
      {isExpanded && (
        <div className={classes.scroll}>
          <ColumnCards status={status} search={search} canDrag onMove={onMove} />
        </div>
      )}
    </section>
  )
}
