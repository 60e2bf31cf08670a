/** Signing in and out through the account API (django-allauth, headless, browser client). */
import { api, unwrap } from '@/api/client'
import { problemFrom } from '@/api/problem'

/** Who is signed in. */
export interface SessionUser {
  email: string
}

/** What signing in or up came to; `pending` names a step that is left, such as a mail to confirm. */
export type SignInOutcome = { state: 'signed-in'; user: SessionUser } | { state: 'pending'; flow: string }

export interface Credentials {
  email: string
  password: string
}

/** True where new people may sign up. */
export async function fetchSignupOpen(): Promise<boolean> {
  const config = await unwrap(api.GET('/_allauth/browser/v1/config'))
  return config.data.account.is_open_for_signup
}

/** The signed-in person, or null. */
export async function fetchSession(): Promise<SessionUser | null> {
  const { data, error, response } = await api.GET('/_allauth/browser/v1/auth/session')
  if (data) return toUser(data.data.user)
  // 401 and 410 are answers here: "nobody", and "not any more".
  if (response.status === 401 || response.status === 410) return null
  throw problemFrom(response.status, error, response.headers.get('X-Request-ID'))
}

/** Signs in or up. @throws ApiProblem with the complaints of each field. */
export async function enter(how: 'login' | 'signup', credentials: Credentials): Promise<SignInOutcome> {
  const { data, error, response } = await api.POST(`/_allauth/browser/v1/auth/${how}`, { body: credentials })
  if (data) return { state: 'signed-in', user: toUser(data.data.user) }
  if (response.status === 401 && 'data' in error) {
    return { state: 'pending', flow: error.data.flows.find((flow) => flow.is_pending)?.id ?? 'unknown' }
  }
  if (response.status === 409) {
    // Somebody is signed in already, in another tab.
    const user = await fetchSession()
    if (user) return { state: 'signed-in', user }
  }
  throw problemFrom(response.status, error, response.headers.get('X-Request-ID'))
}

/** Signs out. */
export async function leave(): Promise<void> {
  // The account API answers 401: "nobody is signed in", which is what was asked for.
  const { error, response } = await api.DELETE('/_allauth/browser/v1/auth/session')
  if (!response.ok && response.status !== 401) {
    throw problemFrom(response.status, error, response.headers.get('X-Request-ID'))
  }
}

function toUser(user: { email?: string; display: string }): SessionUser {
  return { email: user.email ?? user.display }
}
