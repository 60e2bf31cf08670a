/** Server state of accounts: keys, queries and mutations. */
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { cursorFrom } from '@/api/cursor'
import { roots } from '@/api/keys'
import type { ApiTokenInput, ProfilePatch } from '@/api/types'
import { isKnownZone } from '@/lib/dates'
import {
  changePassword,
  enter,
  enterCode,
  fetchEmailOfKey,
  fetchResetKeyWorks,
  fetchSession,
  fetchSignupOpen,
  fetchTotpSecret,
  leave,
  requestPasswordReset,
  resetPassword,
  verifyEmail,
  type Credentials,
} from './allauth'
import { withProof } from './proof'
import { judgeSession, type Session, type SessionUser } from './session'
import { announceSessionChange } from './session-channel'

/** Who is signed in; whoever guards a page asks once, and `SessionWatch` notices changes. */
export const sessionQuery = queryOptions({
  queryKey: roots.session,
  queryFn: async ({ client, signal }): Promise<Session> => {
    const now = await fetchSession(signal)
    return judgeSession(client.getQueryData<Session>(roots.session), now)
  },
  staleTime: 15_000,
  gcTime: Infinity,
})

/** Whether new people may sign up. */
export const signupOpenQuery = queryOptions({
  queryKey: roots.signup,
  queryFn: fetchSignupOpen,
  staleTime: 60_000,
})

/** The signed-in person's profile. */
export const profileQuery = queryOptions({
  queryKey: roots.profile,
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/profile/', { signal })),
  staleTime: Infinity,
})

/** The second factors that are set up. */
export const authenticatorsQuery = queryOptions({
  queryKey: [...roots.account, 'authenticators'],
  queryFn: async ({ signal }) => {
    const { data } = await unwrap(api.GET('/_allauth/browser/v1/account/authenticators', { signal }))
    return data
  },
})

/** Where the person is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: [...roots.account, 'sessions'],
  queryFn: async ({ signal }) => {
    const { data } = await unwrap(api.GET('/_allauth/browser/v1/auth/sessions', { signal }))
    return data
  },
})

/** The API tokens, the newest first. */
export const tokensQuery = infiniteQueryOptions({
  queryKey: [...roots.account, 'tokens'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(api.GET('/api/v1/tokens/', { params: { query: { cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorFrom(page.next),
})

/** Whether the key of a link in a mail still lets one set a new password. */
export function resetKeyQuery(key: string) {
  return queryOptions({
    queryKey: [...roots.account, 'reset-key', key],
    queryFn: ({ signal }) => fetchResetKeyWorks(key, signal),
    staleTime: Infinity,
  })
}

/** The address that the key of a link in a mail confirms, or null. */
export function emailKeyQuery(key: string) {
  return queryOptions({
    queryKey: [...roots.account, 'email-key', key],
    queryFn: ({ signal }) => fetchEmailOfKey(key, signal),
    staleTime: Infinity,
  })
}

/** Notes who has signed in, without what an earlier person may have left. */
async function arrive(client: QueryClient, user: SessionUser) {
  // An answer that is on its way would say again that nobody is there.
  await client.cancelQueries({ queryKey: roots.session })
  const before = client.getQueryData(sessionQuery.queryKey)
  if (before === undefined || before.state === 'nobody') client.clear()
  client.setQueryData(sessionQuery.queryKey, judgeSession(before, user))
  announceSessionChange()
}

function depart(client: QueryClient) {
  client.clear()
  client.setQueryData(sessionQuery.queryKey, { state: 'nobody' })
  announceSessionChange()
}

/** Signs in; a second step may be left after it. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (credentials: Credentials) => enter('login', credentials),
    onSuccess: (outcome) => (outcome.state === 'signed-in' ? arrive(client, outcome.user) : undefined),
  })
}

/** The second step of signing in. */
export function useEnterCode() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: enterCode,
    onSuccess: (outcome) => (outcome.state === 'signed-in' ? arrive(client, outcome.user) : undefined),
  })
}

/** Signs up and tells the server the browser's time zone. */
export function useSignUp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      const outcome = await enter('signup', credentials)
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      if (outcome.state === 'signed-in' && isKnownZone(zone)) {
        // The account exists by now: a refused zone must not look like a failed sign-up.
        await patchProfile({ time_zone: zone }).catch(() => null)
      }
      return outcome
    },
    onSuccess: (outcome) => (outcome.state === 'signed-in' ? arrive(client, outcome.user) : undefined),
  })
}

/** Signs out and forgets everything that was loaded. */
export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: leave,
    onSuccess: () => {
      depart(client)
    },
  })
}

function patchProfile(body: ProfilePatch) {
  return unwrap(api.PATCH('/api/v1/profile/', { body }))
}

/** Changes the profile. */
export function useUpdateProfile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: patchProfile,
    onSuccess: (profile) => {
      client.setQueryData(profileQuery.queryKey, profile)
    },
  })
}

/** Changes the password, which ends the sessions elsewhere. */
export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: changePassword,
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
}

/** Has a mail sent with a link for a new password. */
export function useRequestPasswordReset() {
  return useMutation({ mutationFn: requestPasswordReset })
}

/** Sets a new password with the key out of a mail. */
export function useResetPassword(key: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (password: string) => resetPassword({ key, password }),
    onSuccess: () => {
      // A session that stood on the old password is over.
      client.removeQueries({ queryKey: roots.session })
      announceSessionChange()
    },
  })
}

/** Confirms an address with the key out of a mail. */
export function useVerifyEmail(key: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => verifyEmail(key),
    onSuccess: () => {
      // Where the same browser was waiting for this, it is signed in by now.
      client.removeQueries({ queryKey: roots.session })
      announceSessionChange()
    },
  })
}

function refreshAuthenticators(client: QueryClient) {
  return client.invalidateQueries({ queryKey: authenticatorsQuery.queryKey })
}

/** Begins to set up an authenticator app. Not a query: each call makes the secret of the last one worthless. */
export function useTotpSecret() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: fetchTotpSecret,
    onSuccess: (secret) => (secret === null ? refreshAuthenticators(client) : undefined),
  })
}

/** Switches the second factor on with a code from the app. */
export function useActivateTotp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (code: string) =>
      withProof(() => api.POST('/_allauth/browser/v1/account/authenticators/totp', { body: { code } })),
    onSuccess: () => refreshAuthenticators(client),
  })
}

/** Switches the second factor off, and the recovery codes with it. */
export function useDeactivateTotp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => withProof(() => api.DELETE('/_allauth/browser/v1/account/authenticators/totp')),
    onSuccess: () => refreshAuthenticators(client),
  })
}

/** The recovery codes that are left, or new ones in their place. */
export function useRecoveryCodes() {
  const client = useQueryClient()
  const path = '/_allauth/browser/v1/account/authenticators/recovery-codes'
  return useMutation({
    mutationFn: async (what: 'show' | 'renew') => {
      const { data } = await withProof(() => (what === 'show' ? api.GET(path) : api.POST(path)))
      return data.unused_codes
    },
    onSuccess: () => refreshAuthenticators(client),
    // They are not to lie in memory longer than they are shown.
    gcTime: 0,
  })
}

/** Ends sessions by their ids. */
export function useEndSessions() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (sessions: number[]) =>
      withProof(() => api.DELETE('/_allauth/browser/v1/auth/sessions', { body: { sessions } })),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
}

/** Makes an API token; the answer alone carries its secret. */
export function useCreateToken() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ApiTokenInput) => unwrap(api.POST('/api/v1/tokens/', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
    gcTime: 0,
  })
}

/** Revokes an API token. */
export function useRevokeToken() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => unwrap(api.DELETE('/api/v1/tokens/{id}/', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  })
}

/** The first step of deleting the account: what would be lost, and the word for the second step. */
export function useRequestDeletion() {
  return useMutation({
    mutationFn: (password: string) => unwrap(api.POST('/api/v1/account-deletion/', { body: { password } })),
  })
}

/** Deletes the account for good. */
export function useConfirmDeletion() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (confirmation: string) =>
      unwrap(api.POST('/api/v1/account-deletion/confirm/', { body: { confirmation } })),
    onSuccess: () => {
      depart(client)
    },
  })
}
