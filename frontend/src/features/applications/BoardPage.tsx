/** The board of applications. */
import { DragDropProvider, type DragDropEventHandlers } from '@dnd-kit/react'
import { NativeSelect, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Columns3Cog, SquareKanban } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import type { Application, Stage } from '@/api/types'
import { EmptyMessage } from '@/components/EmptyMessage'
import { LinkButton } from '@/components/Links'
import { LoadingRows } from '@/components/LoadingRows'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { SearchBox } from '@/components/SearchBox'
import classes from './Board.module.css'
import { BoardContext, useBoard } from './board-context'
import { carriedCard, columnUnder, moveByKeyboard, sensors, withOurPlugins } from './board-dnd'
import { canCarry, stageKey, startingStage } from './board-stages'
import { BoardColumn } from './BoardColumn'
import { ColumnCards } from './ColumnCards'
import { focusStage, FocusAfterMoveContext } from './focus-after-move'
import { boardQuery } from './queries'
import { useConfirmedMove } from './useConfirmedMove'
import { useFolding } from './useFolding'

const route = getRouteApi('/app/board')

interface BoardPageProps {
  /** What a board without any application offers beside choosing a posting. */
  firstSteps: ReactNode
  /** The id of the person, for what this browser keeps of their board. */
  person: number | undefined
}

/** All applications by the columns that the person has made; the search stands in the URL. */
export function BoardPage({ firstSteps, person }: BoardPageProps) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const board = useQuery(boardQuery)
  const isWide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false })
  const move = useConfirmedMove(search.search ?? '')
  const stages = board.data ?? []
  const folding = useFolding(person, stages)
  const isEmpty = board.data?.every(({ count }) => count === 0) ?? false

  const focusAfterMove = useRef<number | null>(null)

  const change = (next: typeof search) => void navigate({ search: next, replace: true })
  const moveCard = async (application: Application, to: Stage) => {
    if (!(await move(application, to))) return
    if (isWide && !folding.isFolded(to)) focusAfterMove.current = application.id
    else focusStage(stageKey(to))
  }
  const view = {
    stages,
    search: search.search ?? '',
    move: (application: Application, to: Stage) => void moveCard(application, to),
  }

  return (
    <>
      <PageHeader
        title="Board"
        actions={
          <>
            {!isEmpty && (
              <SearchBox
                label="Search applications"
                placeholder="Title, company…"
                value={search.search ?? ''}
                onChange={(text) => {
                  change({ ...search, search: text || undefined })
                }}
              />
            )}
            <LinkButton
              to="/board/columns"
              variant="default"
              leftSection={<Columns3Cog size={16} aria-hidden />}
            >
              Columns
            </LinkButton>
          </>
        }
      />
      {board.isPending && <LoadingRows height={64} />}
      {board.isLoadingError && <ProblemAlert error={board.error} onRetry={() => void board.refetch()} />}
      {isEmpty ? (
        <EmptyMessage
          icon={<SquareKanban aria-hidden />}
          title="No applications yet"
          text="Open a posting and press Apply: it appears here and moves with you from column to column."
        >
          <LinkButton to="/jobs">Choose a posting</LinkButton>
          {firstSteps}
        </EmptyMessage>
      ) : (
        <BoardContext value={view}>
          <FocusAfterMoveContext value={focusAfterMove}>
            {isWide ? (
              <WideBoard {...folding} />
            ) : (
              board.data && (
                <NarrowBoard
                  chosen={search.stage}
                  onChoose={(stage) => {
                    change({ ...search, stage })
                  }}
                />
              )
            )}
          </FocusAfterMoveContext>
        </BoardContext>
      )}
    </>
  )
}

/** All columns side by side, with drag and drop. */
function WideBoard({ isFolded, toggle }: ReturnType<typeof useFolding>) {
  const { stages, move } = useBoard()
  const onDragEnd: DragDropEventHandlers['onDragEnd'] = (
    { operation: { source, target }, canceled },
    manager,
  ) => {
    manager.collisionObserver.enable()
    const [carried, over] = [carriedCard(source), columnUnder(target)]
    if (!canceled && carried && over && canCarry(carried.stage, over)) move(carried.application, over)
  }
  return (
    <DragDropProvider
      sensors={sensors}
      plugins={withOurPlugins}
      onDragMove={moveByKeyboard}
      onDragEnd={onDragEnd}
    >
      <div className={classes.board}>
        {stages.map((stage) => (
          <BoardColumn
            key={stageKey(stage)}
            stage={stage}
            isFolded={isFolded(stage)}
            onToggle={() => {
              toggle(stage)
            }}
          />
        ))}
      </div>
    </DragDropProvider>
  )
}

interface NarrowBoardProps {
  /** The key of the column that is shown. */
  chosen: string | undefined
  onChoose: (key: string) => void
}

/** One column at a time; cards move through their menus. */
function NarrowBoard({ chosen, onChoose }: NarrowBoardProps) {
  const { stages } = useBoard()
  // Once: moving the last card away must not lead to another column.
  const [start] = useState(() => startingStage(stages))
  const keys = [chosen, start && stageKey(start)]
  const [shown] = keys.flatMap((key) => stages.find((stage) => stageKey(stage) === key) ?? [])
  if (!shown) return null
  return (
    <Stack gap="sm">
      <NativeSelect
        id="stage-choice"
        label="Stage"
        value={stageKey(shown)}
        onChange={(event) => {
          onChoose(event.currentTarget.value)
        }}
        data={stages.map((stage) => ({ value: stageKey(stage), label: `${stage.name} (${stage.count})` }))}
      />
      <ColumnCards stage={shown} canDrag={false} />
    </Stack>
  )
}
