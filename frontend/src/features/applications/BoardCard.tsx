/** One application on the board. */
import { useDraggable } from '@dnd-kit/react'
import { ActionIcon, Badge, Group, Text } from '@mantine/core'
import { GripVertical } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Application, Stage } from '@/api/types'
import { DaysAgo } from '@/components/Instant'
import { LinkAnchor } from '@/components/Links'
import classes from './Board.module.css'
import { useFocusAfterMove } from './focus-after-move'
import { MoveMenu } from './MoveMenu'

interface CardProps {
  application: Application
  /** The column in which it lies. */
  stage: Stage
}

/** A card that is carried: with the pointer by any part of it, with the keyboard by its handle. */
export function DraggableCard({ application, stage }: CardProps) {
  const { ref, handleRef, isDragSource, isDropping } = useDraggable({
    id: application.id,
    data: { application, stage },
  })
  const { job } = application
  return (
    <li ref={ref} className={classes.card} data-dragging={isDragSource || undefined} data-testid="board-card">
      <CardContent application={application} stage={stage} isSettled={!isDragSource && !isDropping}>
        <ActionIcon
          ref={handleRef}
          variant="subtle"
          color="gray"
          size={24}
          className={classes.handle}
          aria-label={`Carry ${job.title}, ${job.company}`}
        >
          <GripVertical size={14} aria-hidden />
        </ActionIcon>
      </CardContent>
    </li>
  )
}

/** A card that moves by its menu alone, for screens that show one column at a time. */
export function StaticCard({ application, stage }: CardProps) {
  return (
    <li className={classes.card} data-testid="board-card">
      <CardContent application={application} stage={stage} isSettled />
    </li>
  )
}

interface CardContentProps extends CardProps {
  isSettled: boolean
  children?: ReactNode
}

/** What both cards show; `children` is the handle, if there is one. */
function CardContent({ application, stage, isSettled, children }: CardContentProps) {
  const { job, priority } = application
  const control = useFocusAfterMove(application.id, isSettled)
  return (
    <>
      <LinkAnchor
        to="/applications/$applicationId"
        params={{ applicationId: String(application.id) }}
        className={classes.title}
      >
        {job.title}
      </LinkAnchor>
      <Group justify="space-between" gap={6} wrap="nowrap" pr={6}>
        <Text size="xs" lineClamp={1}>
          {job.company}
        </Text>
        {priority !== 'normal' && (
          <Badge
            size="xs"
            flex="none"
            color={priority === 'high' ? 'orange' : 'gray'}
            title={`Priority: ${priority}`}
          >
            {priority === 'high' ? 'High' : 'Low'}
          </Badge>
        )}
      </Group>
      <Group justify="space-between" gap={0} wrap="nowrap">
        <Text size="xs" c="dimmed" truncate>
          <DaysAgo at={application.status_since} />
        </Text>
        <Group gap={0} wrap="nowrap">
          {children}
          <MoveMenu ref={control} application={application} stage={stage} />
        </Group>
      </Group>
    </>
  )
}
