/** The shell of the pages behind the sign-in: skip link, navigation, main region, and focus on navigation. */
import { AppShell, Group, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ColorSchemeToggle } from '@/components/ColorSchemeToggle'
import { Logo } from '@/components/Logo'
import { undoLatest } from '@/components/toast'
import { profileQuery } from '@/features/accounts/queries'
import { SessionWatch } from '@/features/accounts/SessionWatch'
import { RunWatch } from '@/features/runs/RunWatch'
import { isKnownZone } from '@/lib/dates'
import { PreferencesContext } from '@/lib/preferences'
import { AccountMenu } from './AccountMenu'
import classes from './AppLayout.module.css'
import { CommandPalette } from './CommandPalette'
import { MainNav } from './MainNav'
import { QuickAddDialogs } from './QuickAddDialogs'

/** Frames every page that needs a session. */
export function AppLayout() {
  useFocusOnNavigation()
  // In a field it takes back what was typed.
  useHotkeys([['mod+Z', undoLatest]])
  const profile = useQuery(profileQuery)
  const zone = profile.data?.time_zone
  const preferences = {
    // A zone that this browser does not know would break every time on the page.
    timeZone: zone && isKnownZone(zone) ? zone : Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: profile.data?.currency ?? 'USD',
  }
  return (
    <PreferencesContext value={preferences}>
      <QuickAddDialogs>
        <a href="#main" className="skip-link">
          Skip to the content
        </a>
        <AppShell
          header={{ height: 56 }}
          navbar={{ width: 224, breakpoint: 'lg', collapsed: { mobile: true } }}
          footer={{ height: { base: 60, sm: 0 } }}
          padding={{ base: 'sm', sm: 'lg' }}
        >
          <AppShell.Header className={classes.header}>
            <Group h="100%" gap="md" wrap="nowrap" className={classes.bar}>
              <Link to="/" className={classes.brand}>
                <Logo />
                <Text span fw={650}>
                  Jobtracker
                </Text>
              </Link>
              <MainNav className={classes.topNav} />
              <Group gap={4} ml="auto" wrap="nowrap">
                <CommandPalette />
                <ColorSchemeToggle />
                <AccountMenu
                  name={
                    profile.data &&
                    (profile.data.display_name === '' ? profile.data.email : profile.data.display_name)
                  }
                />
              </Group>
            </Group>
          </AppShell.Header>
          <AppShell.Navbar visibleFrom="lg" className={classes.sidebar} role="presentation">
            <MainNav className={classes.sideNav} isFull />
          </AppShell.Navbar>
          <AppShell.Main id="main" tabIndex={-1}>
            <div className={classes.page}>
              <Outlet />
            </div>
          </AppShell.Main>
          <AppShell.Footer hiddenFrom="sm" className={classes.footer}>
            <MainNav className={classes.bottomNav} />
          </AppShell.Footer>
        </AppShell>
      </QuickAddDialogs>
      <SessionWatch />
      <RunWatch />
    </PreferencesContext>
  )
}

/** Puts the focus on the new page's heading, so that keyboard and screen reader start there. */
function useFocusOnNavigation() {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        // The first page keeps the browser's own start, before the skip link.
        if (!fromLocation || !pathChanged) return
        const target =
          document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main')
        target?.focus({ preventScroll: true })
      }),
    [router],
  )
}
