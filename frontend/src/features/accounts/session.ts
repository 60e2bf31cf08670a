/** Whose data the page holds, and whether the server still takes its requests for theirs. */

/** Who is signed in. */
export interface SessionUser {
  id: number
  email: string
}

/**
 * `ended`: the page shows what this person loaded and typed, but they are signed out. `replaced`: somebody else
 * has signed in in this browser, so that nothing on the page may be sent any more.
 */
export type Session =
  | { state: 'nobody' }
  | { state: 'signed-in'; user: SessionUser }
  | { state: 'ended'; user: SessionUser }
  | { state: 'replaced' }

/** What the page knew before, in the light of whom the server has signed in now (null: nobody). */
export function judgeSession(before: Session | undefined, now: SessionUser | null): Session {
  if (before === undefined || before.state === 'nobody') {
    return now ? { state: 'signed-in', user: now } : { state: 'nobody' }
  }
  if (before.state === 'replaced') return before
  if (now === null) return { state: 'ended', user: before.user }
  return now.id === before.user.id ? { state: 'signed-in', user: now } : { state: 'replaced' }
}
