/** What is done less often with a posting. */
import { ActionIcon, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Ellipsis, Trash2 } from 'lucide-react'
import type { Job } from '@/api/types'
import { toastProblem, toastSuccess } from '@/components/toast'
import { useDeleteJob, useRestoreJob, useUpdateJob } from './queries'

/** Archives and deletes. */
export function JobMenu({ job }: { job: Job }) {
  const update = useUpdateJob(job.id)
  const remove = useDeleteJob(job.id)
  const restore = useRestoreJob(job.id)
  const navigate = useNavigate()

  const setArchived = (isArchived: boolean) => {
    update.mutate(
      { is_archived: isArchived },
      {
        onSuccess: () => {
          if (isArchived) {
            toastSuccess('Posting archived.', () => {
              setArchived(false)
            })
          } else toastSuccess('Posting is back in the list.')
        },
        onError: (error) => {
          toastProblem(error, 'The posting was not changed')
        },
      },
    )
  }
  const takeBack = async () => {
    // Pressed on another page by now, where callbacks of `mutate` would not run any more.
    try {
      await restore.mutateAsync()
      toastSuccess('The posting is back.')
    } catch (error) {
      toastProblem(error, 'The posting was not brought back')
    }
  }
  const moveToTrash = () => {
    remove.mutate(undefined, {
      onSuccess: () => {
        toastSuccess('Posting moved to the trash, with its applications.', () => void takeBack())
        void navigate({ to: '/jobs' })
      },
      onError: (error) => {
        toastProblem(error, 'The posting was not deleted')
      },
    })
  }

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label="More actions">
          <Ellipsis size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {job.is_archived ? (
          <Menu.Item
            leftSection={<ArchiveRestore size={16} aria-hidden />}
            onClick={() => {
              setArchived(false)
            }}
          >
            Take out of the archive
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<Archive size={16} aria-hidden />}
            onClick={() => {
              setArchived(true)
            }}
          >
            Archive
          </Menu.Item>
        )}
        <Menu.Item color="red" leftSection={<Trash2 size={16} aria-hidden />} onClick={moveToTrash}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
