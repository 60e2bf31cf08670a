/** The menu of the signed-in person. */
import { ActionIcon, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { BookOpen, CircleUserRound, LogOut, Settings } from 'lucide-react'
import { toastProblem } from '@/components/toast'
import { useSignOut } from '@/features/accounts/queries'

/** Settings, API documentation, signing out. */
export function AccountMenu({ name }: { name: string | undefined }) {
  const signOut = useSignOut()
  const navigate = useNavigate()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Account">
          <CircleUserRound size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {name && <Menu.Label>{name}</Menu.Label>}
        <Menu.Item
          leftSection={<Settings size={16} aria-hidden />}
          onClick={() => void navigate({ to: '/settings' })}
        >
          Settings
        </Menu.Item>
        <Menu.Item
          component="a"
          href="/api/v1/schema/swagger-ui/"
          leftSection={<BookOpen size={16} aria-hidden />}
        >
          API documentation
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<LogOut size={16} aria-hidden />}
          onClick={() => {
            signOut.mutate(undefined, {
              onSuccess: () => void navigate({ to: '/sign-in' }),
              onError: (error) => {
                toastProblem(error, 'You are still signed in')
              },
            })
          }}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
