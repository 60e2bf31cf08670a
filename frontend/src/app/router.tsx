/** All routes, and the guard before the pages that need a session. */
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import type { Duplicate } from '@/api/types'
import { sessionQuery } from '@/features/accounts/queries'
import { readApplicationSearch } from '@/features/applications/application-search'
import { readBoardSearch } from '@/features/applications/board-search'
import { readContactSearch } from '@/features/contacts/contact-search'
import { readImportSearch } from '@/features/dataio/import-search'
import { readDocumentSearch } from '@/features/documents/document-search'
import { readCalendarSearch } from '@/features/calendar/calendar-search'
import { readJobSearch } from '@/features/jobs/job-search'
import { readDataSearch } from '@/features/runs/data-search'
import { readTaskSearch } from '@/features/tasks/task-search'
import { readTrashSearch } from '@/features/trash/trash-search'
import { readLocalPath } from '@/lib/local-path'
import { parseSearch, readOne, stringifySearch } from '@/lib/search-params'
import { AppLayout } from './AppLayout'
import { CrashPage } from './CrashPage'
import { NotFoundPage } from './NotFoundPage'
import { createQueryClient } from './query-client'

export const queryClient = createQueryClient(() => {
  // The server is asked before anybody is disturbed: the refusal may be older than a new sign-in.
  void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
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
  // Whoever goes on from signing in to signing up still wants to go to the same place.
  search: { middlewares: [retainSearchParams(['next'])] },
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (session.state === 'nobody') return
    const next = search.next ?? '/'
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

const forgotPasswordRoute = createRoute({
  getParentRoute: () => publicRoute,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('@/features/accounts/ForgotPasswordPage'), 'ForgotPasswordPage'),
})

// Links out of mails work for everybody, signed in or not.
const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password/$key',
  component: lazyRouteComponent(() => import('./pages/ResetPassword')),
})

const verifyEmailRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify-email/$key',
  component: lazyRouteComponent(() => import('./pages/VerifyEmail')),
})

/**
 * Pages that need a session. One that ends while a page is open leads nowhere: `SessionWatch` asks over the page,
 * so that nothing typed is lost.
 */
const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: AppLayout,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (session.state === 'nobody')
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
  },
})

const todayRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/Today')),
})

const tasksRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/tasks',
  validateSearch: readTaskSearch,
  component: lazyRouteComponent(() => import('@/features/tasks/TasksPage'), 'TasksPage'),
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
  // Whoever comes to paste an address finds the focus there.
  validateSearch: (raw: Record<string, unknown>): { by?: 'link' } => ({ by: readOne(raw.by, ['link']) }),
  component: lazyRouteComponent(() => import('@/features/jobs/NewJobPage'), 'NewJobPage'),
})

const captureRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/jobs/capture',
  component: lazyRouteComponent(() => import('@/features/jobs/CapturePage'), 'CapturePage'),
})

const duplicatesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/jobs/duplicates',
  component: lazyRouteComponent(() => import('@/features/jobs/DuplicatesPage'), 'DuplicatesPage'),
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

const columnsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/board/columns',
  component: lazyRouteComponent(() => import('@/features/applications/ColumnsPage'), 'ColumnsPage'),
})

const calendarRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/calendar',
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import('@/features/calendar/CalendarPage'), 'CalendarPage'),
})

const applicationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/applications',
  validateSearch: readApplicationSearch,
  component: lazyRouteComponent(() => import('./pages/Applications')),
})

const applicationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/applications/$applicationId',
  component: lazyRouteComponent(() => import('./pages/Application')),
})

const contactsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/contacts',
  validateSearch: readContactSearch,
  component: lazyRouteComponent(() => import('@/features/contacts/ContactListPage'), 'ContactListPage'),
})

const contactRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(() => import('./pages/Contact')),
})

const documentsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/documents',
  validateSearch: readDocumentSearch,
  component: lazyRouteComponent(() => import('@/features/documents/DocumentListPage'), 'DocumentListPage'),
})

const trashRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/trash',
  validateSearch: readTrashSearch,
  component: lazyRouteComponent(() => import('@/features/trash/TrashPage'), 'TrashPage'),
})

const importRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/import',
  component: lazyRouteComponent(() => import('@/features/dataio/ImportPage'), 'ImportPage'),
})

const dataRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/data',
  validateSearch: readDataSearch,
  component: lazyRouteComponent(() => import('@/features/runs/DataPage'), 'DataPage'),
})

const importDetailRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/import/$importId',
  validateSearch: readImportSearch,
  component: lazyRouteComponent(() => import('./pages/Import')),
})

const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/features/accounts/SettingsLayout'), 'SettingsLayout'),
})

const profileRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/accounts/ProfilePage'), 'ProfilePage'),
})

const followUpsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/follow-ups',
  component: lazyRouteComponent(() => import('@/features/cadence/CadencePage'), 'CadencePage'),
})

const passwordRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/password',
  component: lazyRouteComponent(() => import('@/features/accounts/PasswordPage'), 'PasswordPage'),
})

const twoFactorRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/two-factor',
  component: lazyRouteComponent(() => import('@/features/accounts/TwoFactorPage'), 'TwoFactorPage'),
})

const sessionsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/sessions',
  component: lazyRouteComponent(() => import('@/features/accounts/SessionsPage'), 'SessionsPage'),
})

const tokensRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/tokens',
  component: lazyRouteComponent(() => import('@/features/accounts/TokensPage'), 'TokensPage'),
})

const calendarFeedsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/calendar',
  component: lazyRouteComponent(() => import('@/features/calendar/FeedsPage'), 'FeedsPage'),
})

const captureSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/capture',
  component: lazyRouteComponent(() => import('@/features/jobs/BookmarkletPage'), 'BookmarkletPage'),
})

const deleteAccountRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/delete',
  component: lazyRouteComponent(() => import('./pages/DeleteAccount')),
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    publicRoute.addChildren([signInRoute, signUpRoute, forgotPasswordRoute]),
    resetPasswordRoute,
    verifyEmailRoute,
    appRoute.addChildren([
      todayRoute,
      tasksRoute,
      jobsRoute,
      newJobRoute,
      captureRoute,
      duplicatesRoute,
      jobRoute,
      editJobRoute,
      boardRoute,
      columnsRoute,
      calendarRoute,
      applicationsRoute,
      applicationRoute,
      contactsRoute,
      contactRoute,
      documentsRoute,
      trashRoute,
      importRoute,
      dataRoute,
      importDetailRoute,
      settingsRoute.addChildren([
        profileRoute,
        followUpsRoute,
        passwordRoute,
        twoFactorRoute,
        sessionsRoute,
        tokensRoute,
        calendarFeedsRoute,
        captureSettingsRoute,
        deleteAccountRoute,
      ]),
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
  interface HistoryState {
    /** On the sign-in page: the person has just deleted their account. */
    hasLeft?: true
    /** On a posting's page: it was just added, and may repeat these. */
    duplicates?: Duplicate[]
  }
}
