/** All routes, and the guard before the pages that need a session. */
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { sessionQuery } from '@/features/accounts/queries'
import { readBoardSearch } from '@/features/applications/board-search'
import { readJobSearch } from '@/features/jobs/job-search'
import { readLocalPath } from '@/lib/local-path'
import { parseSearch, stringifySearch } from '@/lib/search-params'
import { AppLayout } from './AppLayout'
import { CrashPage } from './CrashPage'
import { NotFoundPage } from './NotFoundPage'
import { createQueryClient } from './query-client'

export const queryClient = createQueryClient(() => {
  queryClient.setQueryData(sessionQuery.queryKey, null)
  // Runs the guards again: on a page that needs a session they lead to the sign-in page.
  void router.invalidate()
})

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: (props) => (
    <main>
      <CrashPage {...props} />
    </main>
  ),
  notFoundComponent: () => (
    <main>
      <NotFoundPage />
    </main>
  ),
})

/** Pages for people who are not signed in; the others are led to where they wanted to go. */
const publicRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'public',
  validateSearch: (raw: Record<string, unknown>): { next?: string } => ({ next: readLocalPath(raw.next) }),
  beforeLoad: async ({ context, search }) => {
    const user = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (!user) return
    const next = search.next ?? '/jobs'
    // The API's own pages and the administration are the server's: the browser loads them.
    throw redirect(/^\/(api|admin)\//.test(next) ? { href: next, reloadDocument: true } : { to: next })
  },
})

const signInRoute = createRoute({
  getParentRoute: () => publicRoute,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/SignIn')),
})

const signUpRoute = createRoute({
  getParentRoute: () => publicRoute,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('./pages/SignUp')),
})

/** Pages that need a session. */
const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: AppLayout,
  beforeLoad: async ({ context, location }) => {
    const user = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (!user)
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
  },
})

const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/jobs', replace: true })
  },
})

const jobsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/jobs',
  validateSearch: readJobSearch,
  component: lazyRouteComponent(() => import('./pages/Jobs')),
})

const newJobRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/jobs/new',
  component: lazyRouteComponent(() => import('@/features/jobs/NewJobPage'), 'NewJobPage'),
})

const jobRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/jobs/$jobId',
  component: lazyRouteComponent(() => import('./pages/Job')),
})

const editJobRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/jobs/$jobId/edit',
  component: lazyRouteComponent(() => import('./pages/EditJob')),
})

const boardRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/board',
  validateSearch: readBoardSearch,
  component: lazyRouteComponent(() => import('./pages/Board')),
})

const applicationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/applications/$applicationId',
  component: lazyRouteComponent(() => import('./pages/Application')),
})

const importRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/import',
  component: lazyRouteComponent(() => import('@/features/dataio/ImportPage'), 'ImportPage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/features/accounts/SettingsPage'), 'SettingsPage'),
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    publicRoute.addChildren([signInRoute, signUpRoute]),
    appRoute.addChildren([
      homeRoute,
      jobsRoute,
      newJobRoute,
      jobRoute,
      editJobRoute,
      boardRoute,
      applicationRoute,
      importRoute,
      settingsRoute,
    ]),
  ]),
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: NotFoundPage,
  // Fetches the code of a page as soon as its link is pointed at.
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
