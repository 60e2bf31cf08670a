/** Server state of accounts: keys, queries and mutations. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/api/client'
import { roots } from '@/api/keys'
import type { ProfilePatch } from '@/api/types'
import { isKnownZone } from '@/lib/dates'
import { enter, fetchSession, fetchSignupOpen, leave, type Credentials } from './allauth'

/** Who is signed in (null: nobody); changed by signing in and out, so it never goes stale by itself. */
export const sessionQuery = queryOptions({
  queryKey: roots.session,
  queryFn: fetchSession,
  staleTime: Infinity,
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

function patchProfile(body: ProfilePatch) {
  return unwrap(api.PATCH('/api/v1/profile/', { body }))
}

/** Signs in. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (credentials: Credentials) => enter('login', credentials),
    onSuccess: (outcome) => {
      // Whatever an earlier person left in the cache is not this person's.
      client.clear()
      if (outcome.state === 'signed-in') client.setQueryData(sessionQuery.queryKey, outcome.user)
    },
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
    onSuccess: (outcome) => {
      client.clear()
      if (outcome.state === 'signed-in') client.setQueryData(sessionQuery.queryKey, outcome.user)
    },
  })
}

/** Signs out and forgets everything that was loaded. */
export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: leave,
    onSuccess: () => {
      client.clear()
      client.setQueryData(sessionQuery.queryKey, null)
    },
  })
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
