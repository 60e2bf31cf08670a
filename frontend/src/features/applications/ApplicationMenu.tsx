/** What is done less often with an application. */
import { ActionIcon, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, Trash2 } from 'lucide-react'
import type { Application } from '@/api/types'
import { toastProblem, toastSuccess } from '@/components/toast'
import { useDeleteApplication, useRestoreApplication } from './queries'

/** Deletes. */
export function ApplicationMenu({ application }: { application: Application }) {
  const remove = useDeleteApplication(application.id)
  const restore = useRestoreApplication(application.id)
  const navigate = useNavigate()

  const takeBack = async () => {
    // Pressed on another page by now, where callbacks of `mutate` would not run any more.
    try {
      await restore.mutateAsync()
      toastSuccess('The application is back.')
    } catch (error) {
      toastProblem(error, 'The application was not brought back')
    }
  }
  const moveToTrash = () => {
    remove.mutate(undefined, {
      onSuccess: () => {
        toastSuccess('Application moved to the trash.', () => void takeBack())
        void navigate({ to: '/board' })
      },
      onError: (error) => {
        toastProblem(error, 'The application was not deleted')
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
        <Menu.Item color="red" leftSection={<Trash2 size={16} aria-hidden />} onClick={moveToTrash}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
