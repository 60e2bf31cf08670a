/** The board of applications. */
import { DragDropProvider, type DragDropEventHandlers } from '@dnd-kit/react'
import { NativeSelect, Stack, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { SquareKanban } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import type { Application, Status, StatusCounts } from '@/api/types'
import { EmptyMessage } from '@/components/EmptyMessage'
import { LinkButton } from '@/components/Links'
import { PageHeader } from '@/components/PageHeader'
import { ProblemAlert } from '@/components/ProblemAlert'
import { SearchBox } from '@/components/SearchBox'
import { closedStatuses, isOpenStatus, isStatus, openStatuses, statuses, statusLabels } from '@/lib/status'
import classes from './Board.module.css'
import { carriedApplication, moveByKeyboard, sensors, withOurPlugins } from './board-dnd'
import { canMove } from './board-moves'
import { toggleExpanded, type BoardSearch } from './board-search'
import { BoardColumn } from './BoardColumn'
import { ColumnCards } from './ColumnCards'
import { focusStage, FocusAfterMoveContext } from './focus-after-move'
import { countsQuery } from './queries'
import { useConfirmedMove } from './useConfirmedMove'

const route = getRouteApi('/app/board')

/**
 * All applications by stage; the search and what is unfolded stand in the URL.
 * @param props.firstSteps what a board without any application offers beside choosing a posting
 */
export function BoardPage({ firstSteps }: { firstSteps: ReactNode }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const counts = useQuery(countsQuery)
  const isWide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false })
  const move = useConfirmedMove(search.search ?? '')
  const isEmpty = counts.data !== undefined && statuses.every((status) => counts.data[status] === 0)

  const focusAfterMove = useRef<number | null>(null)

  const change = (next: BoardSearch) => void navigate({ search: next, replace: true })
  const moveCard = async (application: Application, to: Status) => {
    if (!(await move(application, to))) return
    if (isWide && (isOpenStatus(to) || search.expanded?.includes(to))) focusAfterMove.current = application.id
    else focusStage(to)
  }
  const view = {
    search,
    change,
    counts: counts.data,
    move: (application: Application, to: Status) => void moveCard(application, to),
  }

  return (
    <>
      <PageHeader
        title="Board"
        actions={
          !isEmpty && (
            <SearchBox
              label="Search applications"
              placeholder="Title, company…"
              value={search.search ?? ''}
              onChange={(text) => {
                change({ ...search, search: text || undefined })
              }}
            />
          )
        }
      />
      {counts.isLoadingError && <ProblemAlert error={counts.error} onRetry={() => void counts.refetch()} />}
      {isEmpty ? (
        <EmptyMessage
          icon={<SquareKanban aria-hidden />}
          title="No applications yet"
          text="Open a posting and press Apply: it appears here and moves with you from stage to stage."
        >
          <LinkButton to="/jobs">Choose a posting</LinkButton>
          {firstSteps}
        </EmptyMessage>
      ) : (
        <FocusAfterMoveContext value={focusAfterMove}>
          {isWide ? <WideBoard {...view} /> : <NarrowBoard {...view} />}
        </FocusAfterMoveContext>
      )}
    </>
  )
}

interface BoardView {
  search: BoardSearch
  change: (next: BoardSearch) => void
  counts: StatusCounts | undefined
  move: (application: Application, to: Status) => void
}

/** All stages side by side, with drag and drop. */
function WideBoard({ search, change, counts, move }: BoardView) {
  const onDragEnd: DragDropEventHandlers['onDragEnd'] = (
    { operation: { source, target }, canceled },
    manager,
  ) => {
    manager.collisionObserver.enable()
    const application = carriedApplication(source)
    if (canceled || !application || !target || typeof target.id !== 'string' || !isStatus(target.id)) return
    if (canMove(application.status, target.id)) move(application, target.id)
  }
  const column = { search: search.search ?? '', onMove: move }
  return (
    <DragDropProvider
      sensors={sensors}
      plugins={withOurPlugins}
      onDragMove={moveByKeyboard}
      onDragEnd={onDragEnd}
    >
      <div className={classes.board}>
        {openStatuses.map((status) => (
          <BoardColumn key={status} status={status} count={counts?.[status]} {...column} />
        ))}
        <div className={classes.closed}>
          <Title order={2} className={classes.closedTitle}>
            Closed
          </Title>
          {closedStatuses.map((status) => (
            <BoardColumn
              key={status}
              status={status}
              count={counts?.[status]}
              {...column}
              folding={{
                isExpanded: search.expanded?.includes(status) ?? false,
                toggle: () => {
                  change(toggleExpanded(search, status))
                },
              }}
            />
          ))}
        </div>
      </div>
    </DragDropProvider>
  )
}

/** One stage at a time; cards move through their menus. */
function NarrowBoard({ search, change, counts, move }: BoardView) {
  const stage = search.stage ?? 'applied'
  return (
    <Stack gap="sm">
      <NativeSelect
        id="stage-choice"
        label="Stage"
        value={stage}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          if (isStatus(chosen)) change({ ...search, stage: chosen })
        }}
        data={statuses.map((status) => ({
          value: status,
          label: `${statusLabels[status]} (${counts?.[status] ?? '–'})`,
        }))}
      />
      <ColumnCards status={stage} search={search.search ?? ''} canDrag={false} onMove={move} />
    </Stack>
  )
}
