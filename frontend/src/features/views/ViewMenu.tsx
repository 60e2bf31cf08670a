/** Opening, keeping and changing the views of a list. */
import { Badge, Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import {
  Bell,
  BellOff,
  Bookmark,
  BookmarkPlus,
  Pencil,
  Pin,
  PinOff,
  RefreshCw,
  RotateCcw,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import type { ListName, SavedView, SavedViewPatch } from '@/api/types'
import { toastProblem, toastSuccess } from '@/components/toast'
import { isSameFilter, type FilterTexts } from '@/lib/filter-texts'
import { NameViewDialog } from './NameViewDialog'
import { useCreateView, useDeleteView, useUpdateView, viewsQuery } from './queries'

interface ViewMenuProps {
  list: ListName
  /** What the list shows now. */
  query: FilterTexts
  /** The view that it began with. */
  viewId: string | undefined
  onOpen: (view: SavedView) => void
  /** The list is to belong to no view any more. */
  onLeave: () => void
}

/** A menu with all views of the list, and what can be done with the one that is open. */
export function ViewMenu({ list, query, viewId, onOpen, onLeave }: ViewMenuProps) {
  const views = useQuery(viewsQuery(list)).data ?? []
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null)
  const create = useCreateView()
  const update = useUpdateView()
  const remove = useDeleteView()
  const view = views.find(({ id }) => String(id) === viewId)
  const isModified = view !== undefined && !isSameFilter(view.query, query)

  const change = (patch: SavedViewPatch, done: string) => {
    if (!view) return
    update.mutate(
      { id: view.id, ...patch },
      {
        onSuccess: () => {
          toastSuccess(done)
        },
        onError: (error) => {
          toastProblem(error, 'The view was not changed')
        },
      },
    )
  }
  const forget = () => {
    if (!view) return
    remove.mutate(view.id, {
      onSuccess: () => {
        toastSuccess('View deleted.', () => void keepAgain(view))
        onLeave()
      },
      onError: (error) => {
        toastProblem(error, 'The view was not deleted')
      },
    })
  }
  const keepAgain = async ({ name, query: kept, is_pinned, tells_of_matches }: SavedView) => {
    try {
      await create.mutateAsync({ name, list, query: kept, is_pinned, tells_of_matches })
    } catch (error) {
      toastProblem(error, 'The view was not brought back')
    }
  }

  return (
    <>
      <Menu position="bottom-end" width={260} withinPortal={false}>
        <Menu.Target>
          <Button
            variant={view ? 'light' : 'default'}
            leftSection={<Bookmark size={16} aria-hidden />}
            rightSection={
              isModified && (
                <Badge size="sm" color="orange">
                  modified
                </Badge>
              )
            }
            maw="min(100%, 280px)"
            styles={{ section: { flexShrink: 0 } }}
          >
            {view?.name ?? 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
          <Menu.Item
            leftSection={<BookmarkPlus size={16} aria-hidden />}
            onClick={() => {
              setNaming('new')
            }}
          >
            Save view…
          </Menu.Item>
          {view && (
            <>
              {isModified && (
                <>
                  <Menu.Item
                    leftSection={<RefreshCw size={16} aria-hidden />}
                    onClick={() => {
                      change({ query }, 'The view shows this from now on.')
                    }}
                  >
                    Update “{view.name}”
                  </Menu.Item>
                  <Menu.Item
                    leftSection={<RotateCcw size={16} aria-hidden />}
                    onClick={() => {
                      onOpen(view)
                    }}
                  >
                    Back to the saved view
                  </Menu.Item>
                </>
              )}
              <Menu.Item
                leftSection={<Pencil size={16} aria-hidden />}
                onClick={() => {
                  setNaming('rename')
                }}
              >
                Rename…
              </Menu.Item>
              <Menu.Item
                leftSection={
                  view.is_pinned ? <PinOff size={16} aria-hidden /> : <Pin size={16} aria-hidden />
                }
                onClick={() => {
                  change({ is_pinned: !view.is_pinned }, view.is_pinned ? 'No longer pinned.' : 'Pinned.')
                }}
              >
                {view.is_pinned ? 'Unpin' : 'Pin'}
              </Menu.Item>
              <Menu.Item
                leftSection={
                  view.tells_of_matches ? <BellOff size={16} aria-hidden /> : <Bell size={16} aria-hidden />
                }
                onClick={() => {
                  const tells = !view.tells_of_matches
                  change(
                    { tells_of_matches: tells },
                    tells ? 'You want to be told of new matches.' : 'You will not be told of new matches.',
                  )
                }}
              >
                {view.tells_of_matches ? 'Do not tell me of new matches' : 'Tell me of new matches'}
              </Menu.Item>
              <Menu.Item leftSection={<Trash2 size={16} aria-hidden />} onClick={forget}>
                Delete view
              </Menu.Item>
            </>
          )}
          {views.length > 0 && <Menu.Divider />}
          {views.map((other) => (
            <Menu.Item
              key={other.id}
              leftSection={
                other.is_pinned ? <Pin size={16} aria-hidden /> : <Bookmark size={16} aria-hidden />
              }
              onClick={() => {
                onOpen(other)
              }}
            >
              {other.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {naming === 'new' && (
        <NameViewDialog
          title="Save view"
          name=""
          onClose={() => {
            setNaming(null)
            create.reset()
          }}
          save={async (name) => {
            onOpen(await create.mutateAsync({ name, list, query }))
            toastSuccess('View saved.')
          }}
          error={create.error}
          isSaving={create.isPending}
        />
      )}
      {naming === 'rename' && view && (
        <NameViewDialog
          title="Rename view"
          name={view.name}
          onClose={() => {
            setNaming(null)
            update.reset()
          }}
          save={(name) => update.mutateAsync({ id: view.id, name })}
          error={update.error}
          isSaving={update.isPending}
        />
      )}
    </>
  )
}
