import { describe, expect, it } from 'vitest'
import { judgeSession } from './session'

const ada = { id: 1, email: 'ada@example.org' }
const grace = { id: 2, email: 'grace@example.org' }

describe('judgeSession', () => {
  it('begins with whoever is there', () => {
    expect(judgeSession(undefined, null)).toEqual({ state: 'nobody' })
    expect(judgeSession(undefined, ada)).toEqual({ state: 'signed-in', user: ada })
    expect(judgeSession({ state: 'nobody' }, ada)).toEqual({ state: 'signed-in', user: ada })
  })

  it('remembers whose page it is when the session ends', () => {
    const ended = judgeSession({ state: 'signed-in', user: ada }, null)
    expect(ended).toEqual({ state: 'ended', user: ada })
    expect(judgeSession(ended, null)).toEqual({ state: 'ended', user: ada })
  })

  it('goes on when the same person is back, under whatever address', () => {
    const renamed = { id: 1, email: 'ada@example.com' }
    expect(judgeSession({ state: 'ended', user: ada }, renamed)).toEqual({
      state: 'signed-in',
      user: renamed,
    })
  })

  it('never hands the page of one person to another', () => {
    expect(judgeSession({ state: 'ended', user: ada }, grace)).toEqual({ state: 'replaced' })
    expect(judgeSession({ state: 'signed-in', user: ada }, grace)).toEqual({ state: 'replaced' })
  })

  it('stays closed once it was somebody else’s', () => {
    expect(judgeSession({ state: 'replaced' }, ada)).toEqual({ state: 'replaced' })
    expect(judgeSession({ state: 'replaced' }, null)).toEqual({ state: 'replaced' })
  })
})
