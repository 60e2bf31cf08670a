/** Calls of the account API (django-allauth, headless, browser client). */
import { api, unwrap } from '@/api/client'
import { ApiProblem, problemFrom } from '@/api/problem'
import type { SessionUser } from './session'

/** What signing in or up came to; `pending` names a step that is left, such as a mail to confirm. */
export type EntryOutcome = { state: 'signed-in'; user: SessionUser } | { state: 'pending'; flow: string }

export interface Credentials {
  email: string
  password: string
}

/** A way in which a signed-in person can show that it is still them. */
export type Proof = 'password' | 'code'

/** A secret that is not active yet, and the address that an authenticator app reads from a QR code. */
export interface TotpSecret {
  secret: string
  url: string
}

interface Failure {
  error?: unknown
  response: Response
}

function failed({ error, response }: Failure): ApiProblem {
  return problemFrom(response.status, error, response.headers.get('X-Request-ID'))
}

/** True where new people may sign up. */
export async function fetchSignupOpen(): Promise<boolean> {
  const config = await unwrap(api.GET('/_allauth/browser/v1/config'))
  return config.data.account.is_open_for_signup
}

/** The signed-in person, or null. */
export async function fetchSession(signal?: AbortSignal): Promise<SessionUser | null> {
  const answer = await api.GET('/_allauth/browser/v1/auth/session', { signal })
  if (answer.data) return toUser(answer.data.data.user)
  // 401 and 410 are answers here: "nobody", and "not any more".
  if (answer.response.status === 401 || answer.response.status === 410) return null
  throw failed(answer)
}

/** Signs in or up. @throws ApiProblem with the complaints of each field. */
export async function enter(how: 'login' | 'signup', credentials: Credentials): Promise<EntryOutcome> {
  const answer = await api.POST(`/_allauth/browser/v1/auth/${how}`, { body: credentials })
  const { data, error, response } = answer
  if (data) return { state: 'signed-in', user: toUser(data.data.user) }
  if (response.status === 401 && 'data' in error) {
    return { state: 'pending', flow: error.data.flows.find((flow) => flow.is_pending)?.id ?? 'unknown' }
  }
  if (response.status === 409) {
    // Somebody is signed in already, in another tab.
    const user = await fetchSession()
    if (user) return { state: 'signed-in', user }
  }
  throw asTooManyAttempts(failed(answer))
}

/**
 * The second step of signing in: a code from the app, or a recovery code. `pending` says that the first step was
 * too long ago and has to be done again.
 */
export async function enterCode(code: string): Promise<EntryOutcome> {
  const answer = await api.POST('/_allauth/browser/v1/auth/2fa/authenticate', { body: { code } })
  if (answer.data) return { state: 'signed-in', user: toUser(answer.data.data.user) }
  if (answer.response.status === 401) return { state: 'pending', flow: 'login' }
  throw asTooManyAttempts(failed(answer))
}

/** Signs out. */
export async function leave(): Promise<void> {
  // The account API answers 401: "nobody is signed in", which is what was asked for.
  const answer = await api.DELETE('/_allauth/browser/v1/auth/session')
  if (!answer.response.ok && answer.response.status !== 401) throw failed(answer)
}

/** How the person can prove that it is them, where an answer asks for that; else null. */
export function askedForProof({ error, response }: Failure): Proof[] | null {
  if (response.status !== 401) return null
  const { data, meta } = (error ?? {}) as {
    data?: { flows?: { id: string }[] }
    meta?: { is_authenticated?: boolean }
  }
  // Without a session a 401 lists flows as well: those of signing in.
  if (meta?.is_authenticated !== true) return null
  const flows = data?.flows?.map(({ id }) => id) ?? []
  const proofs: Proof[] = []
  if (flows.includes('reauthenticate')) proofs.push('password')
  if (flows.includes('mfa_reauthenticate')) proofs.push('code')
  return proofs.length > 0 ? proofs : null
}

/** Proves with the password or a code that it is still the signed-in person. */
export async function prove(how: Proof, value: string): Promise<void> {
  const answer =
    how === 'password'
      ? await api.POST('/_allauth/browser/v1/auth/reauthenticate', { body: { password: value } })
      : await api.POST('/_allauth/browser/v1/auth/2fa/reauthenticate', { body: { code: value } })
  if (!answer.response.ok) throw asTooManyAttempts(failed(answer))
}

/** Changes the password of the signed-in person. */
export async function changePassword(body: {
  current_password: string
  new_password: string
}): Promise<void> {
  const answer = await api.POST('/_allauth/browser/v1/account/password/change', { body })
  if (!answer.response.ok) throw failed(answer)
}

/** Has a link for a new password sent, if there is an account with that address: the answer does not tell. */
export async function requestPasswordReset(email: string): Promise<void> {
  const answer = await api.POST('/_allauth/browser/v1/auth/password/request', { body: { email } })
  if (!answer.response.ok) throw failed(answer)
}

/** True where the key out of a mail still lets one set a new password. */
export async function fetchResetKeyWorks(key: string, signal?: AbortSignal): Promise<boolean> {
  const params = { header: { 'X-Password-Reset-Key': key } }
  const answer = await api.GET('/_allauth/browser/v1/auth/password/reset', { params, signal })
  if (answer.response.ok) return true
  if (answer.response.status === 400) return false
  throw failed(answer)
}

/** Sets a new password with the key out of a mail; nobody is signed in by that. */
export async function resetPassword(body: { key: string; password: string }): Promise<void> {
  const answer = await api.POST('/_allauth/browser/v1/auth/password/reset', { body })
  // 401 says that the password is set, and that signing in comes next.
  if (!answer.response.ok && answer.response.status !== 401) throw failed(answer)
}

/** The address that the key out of a mail confirms, or null where the key does not work (any more). */
export async function fetchEmailOfKey(key: string, signal?: AbortSignal): Promise<string | null> {
  const params = { header: { 'X-Email-Verification-Key': key } }
  const answer = await api.GET('/_allauth/browser/v1/auth/email/verify', { params, signal })
  if (answer.data) return answer.data.data.email
  if (answer.response.status === 400) return null
  throw failed(answer)
}

/** Confirms the address that a key out of a mail belongs to. */
export async function verifyEmail(key: string): Promise<void> {
  const answer = await api.POST('/_allauth/browser/v1/auth/email/verify', { body: { key } })
  // 401 says that the address is confirmed, and that signing in comes next.
  if (!answer.response.ok && answer.response.status !== 401) throw failed(answer)
}

/** A new secret for an authenticator app; null where one is active already. Each call replaces the last secret. */
export async function fetchTotpSecret(): Promise<TotpSecret | null> {
  const answer = await api.GET('/_allauth/browser/v1/account/authenticators/totp')
  if (answer.response.ok) return null
  // "Not found" carries what is needed to make one.
  if (answer.response.status === 404 && answer.error && 'meta' in answer.error) {
    const { secret, totp_url: url } = answer.error.meta
    return { secret, url }
  }
  throw failed(answer)
}

function asTooManyAttempts(problem: ApiProblem): ApiProblem {
  const code = 'too_many_login_attempts'
  const complaints = Object.values(problem.fields).flat()
  const isLimit =
    problem.status === 429 || problem.code === code || complaints.some((complaint) => complaint.code === code)
  if (!isLimit) return problem
  return new ApiProblem({
    status: 429,
    code,
    message: 'Too many attempts to sign in. Wait some minutes, then try again.',
    requestId: problem.requestId,
  })
}

function toUser(user: { id?: number; email?: string; display: string }): SessionUser {
  // An account of ours has both; the document of the account API only allows them.
  return { id: user.id ?? 0, email: user.email ?? user.display }
}
