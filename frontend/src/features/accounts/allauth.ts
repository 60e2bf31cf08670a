/** Signing in and out through the account API (django-allauth, headless, browser client). */
import { readCookie } from '@/api/cookies'
import { problemFrom } from '@/api/problem'

/** Who is signed in. */
export interface SessionUser {
  email: string
}

/** What signing in or up came to; `pending` means that a step outside this page is left, such as a mail to confirm. */
export type SignInOutcome = { state: 'signed-in'; user: SessionUser } | { state: 'pending'; flow: string }

export interface Credentials {
  email: string
  password: string
}

interface AuthBody {
  data?: { user?: SessionUser; flows?: { id: string; is_pending?: boolean }[] }
}

async function call(method: string, path: string, body?: Credentials): Promise<{ status: number; body: unknown }> {
  let response: Response
  try {
    response = await fetch(`/_allauth/browser/v1/${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body && { 'Content-Type': 'application/json' }),
        ...(method !== 'GET' && { 'X-CSRFToken': readCookie(document.cookie, 'csrftoken') ?? '' }),
      },
      body: body && JSON.stringify(body),
    })
  } catch {
    throw problemFrom(0, null)
  }
  const answer: unknown = await response.json().catch(() => null)
  // 401 is an answer of its own here: "not signed in", or "signed in but for one more step".
  if (!response.ok && response.status !== 401) {
    throw problemFrom(response.status, answer, response.headers.get('X-Request-ID'))
  }
  return { status: response.status, body: answer }
}

/** True where new people may sign up. */
export async function fetchSignupOpen(): Promise<boolean> {
  const { body } = await call('GET', 'config')
  const config = body as { data?: { account?: { is_open_for_signup?: boolean } } }
  return config.data?.account?.is_open_for_signup ?? true
}

/** The signed-in person, or null. */
export async function fetchSession(): Promise<SessionUser | null> {
  const { status, body } = await call('GET', 'auth/session')
  return status === 200 ? ((body as AuthBody).data?.user ?? null) : null
}

/** Signs in or up. @throws ApiProblem with the complaints of each field. */
export async function enter(path: 'auth/login' | 'auth/signup', credentials: Credentials): Promise<SignInOutcome> {
  const { status, body } = await call('POST', path, credentials)
  const data = (body as AuthBody).data
  if (status === 200 && data?.user) return { state: 'signed-in', user: data.user }
  return { state: 'pending', flow: data?.flows?.find((flow) => flow.is_pending)?.id ?? 'unknown' }
}

/** Signs out. */
export async function leave(): Promise<void> {
  await call('DELETE', 'auth/session')
}
