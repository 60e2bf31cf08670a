/** One column of the board, on which cards are dropped. */
import { useDragOperation, useDroppable } from '@dnd-kit/react'
import { Badge, Title, UnstyledButton } from '@mantine/core'
import { ChevronDown, ChevronRight } from 'lucide-react'
import type { Stage } from '@/api/types'
import classes from './Board.module.css'
import { carriedCard } from './board-dnd'
import { canCarry, stageKey } from './board-stages'
import { ColumnCards } from './ColumnCards'

interface BoardColumnProps {
  stage: Stage
  isFolded: boolean
  onToggle: () => void
}

/** A column with its name, count and cards; folded it is a strip with the name alone. */
export function BoardColumn({ stage, isFolded, onToggle }: BoardColumnProps) {
  const { source } = useDragOperation()
  const carried = carriedCard(source)
  const key = stageKey(stage)
  const accepts = carried !== undefined && canCarry(carried.stage, stage)
  const { ref, isDropTarget } = useDroppable({
    id: key,
    data: { stage },
    // A card may be put back where it came from: that is how a drag is called off.
    disabled: carried !== undefined && !accepts && stageKey(carried.stage) !== key,
  })
  const Chevron = isFolded ? ChevronRight : ChevronDown
  return (
    <section
      ref={ref}
      aria-labelledby={`stage-${key}`}
      className={classes.column}
      data-folded={isFolded || undefined}
      data-accepts={accepts || undefined}
      data-over={(isDropTarget && accepts) || undefined}
      data-testid={`stage-${key}`}
    >
      <div className={classes.head}>
        <Title order={2} id={`stage-${key}`} className={classes.name}>
          <UnstyledButton onClick={onToggle} aria-expanded={!isFolded} className={classes.toggle}>
            <Chevron size={14} aria-hidden />
            <span className={classes.dot} style={{ background: stage.color }} />
            <span className={classes.label}>{stage.name}</span>
          </UnstyledButton>
        </Title>
        <Badge color="gray" flex="none" circle={stage.count < 10} aria-label={`${stage.count} applications`}>
          {stage.count}
        </Badge>
      </div>
      {!isFolded && (
        <div className={classes.scroll}>
          <ColumnCards stage={stage} canDrag />
        </div>
      )}
    </section>
  )
}
