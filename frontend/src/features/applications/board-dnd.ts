/** Drag and drop on the board: what starts a drag, what the arrow keys do, and what is announced. */
import { Accessibility, Feedback, KeyboardSensor, PointerSensor, type Draggable } from '@dnd-kit/dom'
import type { DragDropEventHandlers } from '@dnd-kit/react'
import type { Application } from '@/api/types'
import { isStatus, statusLabels } from '@/lib/status'
import { nextStage } from './board-moves'

/** The application on a card that is carried. */
export function carriedApplication(source: Draggable | null | undefined): Application | undefined {
  return source?.data.application as Application | undefined
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

function stageName(id: unknown): string {
  return typeof id === 'string' && isStatus(id) ? statusLabels[id] : 'no stage'
}

function carrying(application: Application): string {
  return `Carrying ${application.job.title}, which is at ${statusLabels[application.status]}.`
}

/** Says in words what a drag does, in place of the library's words about ids. */
const words: ConstructorParameters<typeof Accessibility>[1] = {
  screenReaderInstructions: {
    draggable:
      'Space picks the card up, the arrow keys choose a stage, Space drops it there, Escape puts it back.',
  },
  announcements: {
    dragstart: ({ operation: { source } }) => {
      const application = carriedApplication(source)
      return application && carrying(application)
    },
    dragover: ({ operation: { source, target } }) => {
      const application = carriedApplication(source)
      // A drag begins over its own stage: there the words stay those of the start.
      if (application && target?.id === application.status) return carrying(application)
      return target ? `Over ${stageName(target.id)}.` : undefined
    },
    dragend: ({ operation: { source, target }, canceled }) => {
      const application = carriedApplication(source)
      if (!application) return undefined
      if (canceled || !target || target.id === application.status) {
        return `Put back at ${statusLabels[application.status]}.`
      }
      return `Dropped at ${stageName(target.id)}.`
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

/** With the keyboard a card goes from stage to stage rather than by pixels. */
export const moveByKeyboard: DragDropEventHandlers['onDragMove'] = (event, manager) => {
  if (!(event.nativeEvent instanceof KeyboardEvent) || !event.by) return
  event.preventDefault()
  const application = carriedApplication(event.operation.source)
  if (!application) return
  const over = event.operation.target?.id
  const from = typeof over === 'string' && isStatus(over) ? over : application.status
  const next = nextStage(application.status, from, event.by.x + event.by.y > 0 ? 1 : -1)
  const element = next === null ? undefined : manager.registry.droppables.get(next)?.element
  if (next === null || !element) return
  // Collisions follow the pointer; here the chosen stage is the target, wherever the card is drawn.
  manager.collisionObserver.disable()
  void manager.actions.setDropTarget(next).then(() => {
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const { left, top, width } = element.getBoundingClientRect()
    manager.actions.move({ to: { x: left + width / 2, y: top + 80 }, propagate: false })
  })
}
