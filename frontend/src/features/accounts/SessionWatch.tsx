/** Notices on a page behind the sign-in that its person is signed out, or that somebody else is signed in. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { roots } from '@/api/keys'
import { toastSuccess } from '@/components/toast'
import { sessionQuery } from './queries'
import { onSessionChangeElsewhere } from './session-channel'
import { SessionEndedDialog } from './SessionEndedDialog'

/** Asks for signing in again over the page; whatever failed meanwhile is loaded again after it. */
export function SessionWatch() {
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const state = session?.state
  const stateBefore = useRef(state)

  useEffect(
    () =>
      onSessionChangeElsewhere(() => {
        void client.invalidateQueries({ queryKey: roots.session })
      }),
    [client],
  )

  useEffect(() => {
    const before = stateBefore.current
    stateBefore.current = state
    if (before === 'ended' && state === 'signed-in') {
      toastSuccess('You are signed in again.')
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== roots.session[0] })
    }
    // A whole new page: nothing of the person before, cached or typed, is left in it.
    if (state === 'replaced') location.replace('/')
  }, [client, state])

  const email = session && 'user' in session ? session.user.email : ''
  return <SessionEndedDialog opened={state === 'ended'} email={email} />
}
