/** The providers around all pages. */
import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { shownAtOnce } from '@/components/toast'
import classes from './App.module.css'
import { queryClient, router } from './router'
import { cssVariables, theme } from './theme'

/** The whole application. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <ModalsProvider>
          <RouterProvider router={router} />
        </ModalsProvider>
        <Notifications
          position="bottom-right"
          limit={shownAtOnce}
          aria-live="polite"
          classNames={{ root: classes.messages ?? '' }}
        />
      </QueryClientProvider>
    </MantineProvider>
  )
}
