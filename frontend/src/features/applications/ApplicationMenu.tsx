/** What is done less often with an application. */
import { ActionIcon, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, Trash2 } from 'lucide-react'
import type { Application } from '@/api/types'
import { askToConfirm } from '@/components/confirm'
import { toastProblem, toastSuccess } from '@/components/toast'
import { useDeleteApplication } from './queries'

/** Deletes. */
export function ApplicationMenu({ application }: { application: Application }) {
  const remove = useDeleteApplication(application.id)
  const navigate = useNavigate()

  const deleteForGood = async () => {
    const isSure = await askToConfirm({
      title: 'Delete this application?',
      text: 'Its timeline goes with it; the posting stays. This cannot be undone.',
      confirm: 'Delete',
      danger: true,
    })
    if (!isSure) return
    remove.mutate(undefined, {
      onSuccess: () => {
        toastSuccess('Application deleted.')
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
        <Menu.Item
          color="red"
          leftSection={<Trash2 size={16} aria-hidden />}
          onClick={() => void deleteForGood()}
        >
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
