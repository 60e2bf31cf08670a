import { describe, expect, it } from 'vitest'
import { askedForProof } from './allauth'

function answer(status: number, flows: string[], isAuthenticated: boolean) {
  return {
    error: {
      status,
      data: { flows: flows.map((id) => ({ id })) },
      meta: { is_authenticated: isAuthenticated },
    },
    response: new Response(null, { status }),
  }
}

describe('askedForProof', () => {
  it('names the ways of the signed-in person, the password first', () => {
    expect(askedForProof(answer(401, ['reauthenticate'], true))).toEqual(['password'])
    expect(askedForProof(answer(401, ['mfa_reauthenticate', 'reauthenticate'], true))).toEqual([
      'password',
      'code',
    ])
  })

  it('does not take a session that is over for it: then signing in comes first', () => {
    expect(askedForProof(answer(401, ['login', 'signup'], false))).toBeNull()
    expect(askedForProof({ error: undefined, response: new Response(null, { status: 401 }) })).toBeNull()
  })

  it('asks nothing where the request went through, or was refused for good', () => {
    expect(askedForProof({ response: new Response(null, { status: 200 }) })).toBeNull()
    expect(askedForProof(answer(403, ['reauthenticate'], true))).toBeNull()
  })
})
