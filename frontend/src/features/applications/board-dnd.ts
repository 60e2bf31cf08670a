/** Drag and drop on the board: what starts a drag, what the arrow keys do, and what is announced. */
import {
  Accessibility,
  Feedback,
  KeyboardSensor,
  PointerSensor,
  type Draggable,
  type Droppable,
} from '@dnd-kit/dom'
import type { DragDropEventHandlers } from '@dnd-kit/react'
import type { Application, Stage } from '@/api/types'
import { nextStage, stageKey } from './board-stages'

/** A card that is carried: the application on it, and the column where it was picked up. */
export interface Carried {
  application: Application
  stage: Stage
}

/** The card that is carried. */
export function carriedCard(source: Draggable | null | undefined): Carried | undefined {
  return source?.data.application ? (source.data as Carried) : undefined
}

/** The column over which a card is carried. */
export function columnUnder(target: Droppable | null | undefined): Stage | undefined {
  return target?.data.stage as Stage | undefined
}

/** The pointer takes a card by any part but its buttons; the keyboard takes it by the handle. */
export const sensors = [
  PointerSensor.configure({
    activatorElements: (source) => [source.element],
    preventActivation: (event, source) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null
      return button !== null && button !== source.handle
    },
  }),
  KeyboardSensor,
]

function carrying({ application, stage }: Carried): string {
  return `Carrying ${application.job.title}, which is at ${stage.name}.`
}

function isSame(one: Stage, other: Stage): boolean {
  return stageKey(one) === stageKey(other)
}

/** Says in words what a drag does, in place of the library's words about ids. */
const words: ConstructorParameters<typeof Accessibility>[1] = {
  screenReaderInstructions: {
    draggable:
      'Space picks the card up, the arrow keys choose a column, Space drops it there, Escape puts it back.',
  },
  announcements: {
    dragstart: ({ operation: { source } }) => {
      const carried = carriedCard(source)
      return carried && carrying(carried)
    },
    dragover: ({ operation: { source, target } }) => {
      const [carried, over] = [carriedCard(source), columnUnder(target)]
      // A drag begins over its own column: there the words stay those of the start.
      if (carried && over && isSame(over, carried.stage)) return carrying(carried)
      return over && `Over ${over.name}.`
    },
    dragend: ({ operation: { source, target }, canceled }) => {
      const [carried, over] = [carriedCard(source), columnUnder(target)]
      if (!carried) return undefined
      if (canceled || !over || isSame(over, carried.stage)) return `Put back at ${carried.stage.name}.`
      return `Dropped at ${over.name}.`
    },
  },
}
const announcing = Accessibility.configure(words)

/** The library's plugins with our words, and no drop animation: the new column has the card at once. */
export function withOurPlugins<Plugin>(defaults: readonly Plugin[]): (Plugin | typeof announcing)[] {
  const kept = defaults.filter(
    (plugin) => plugin !== (Accessibility as unknown) && plugin !== (Feedback as unknown),
  )
  return [...kept, announcing, Feedback.configure({ dropAnimation: null })]
}

/** With the keyboard a card goes from column to column rather than by pixels. */
export const moveByKeyboard: DragDropEventHandlers['onDragMove'] = (event, manager) => {
  if (!(event.nativeEvent instanceof KeyboardEvent) || !event.by) return
  event.preventDefault()
  const carried = carriedCard(event.operation.source)
  if (!carried) return
  const stages = [...manager.registry.droppables]
    .map(columnUnder)
    .filter((stage) => stage !== undefined)
    .sort((one, other) => one.position - other.position)
  const over = columnUnder(event.operation.target) ?? carried.stage
  const next = nextStage(stages, carried.stage, over, event.by.x + event.by.y > 0 ? 1 : -1)
  const element = next === null ? undefined : manager.registry.droppables.get(stageKey(next))?.element
  if (next === null || !element) return
  // Collisions follow the pointer; here the chosen column is the target, wherever the card is drawn.
  manager.collisionObserver.disable()
  void manager.actions.setDropTarget(stageKey(next)).then(() => {
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const { left, top, width } = element.getBoundingClientRect()
    manager.actions.move({ to: { x: left + width / 2, y: top + 80 }, propagate: false })
  })
}
