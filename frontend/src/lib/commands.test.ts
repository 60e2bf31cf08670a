import { describe, expect, it } from 'vitest'
import { filled, isMeant, step } from './commands'

describe('isMeant', () => {
  it.each([
    ['add', true],
    ['task ad', true],
    ['TODO', true],
    ['', true],
    ['ask', false],
    ['add contact', false],
  ])('of "Add a task" "%s" is %s', (typed, expected) => {
    expect(isMeant({ label: 'Add a task', words: 'todo' }, typed)).toBe(expected)
  })
})

describe('filled', () => {
  it('leaves out groups without a command', () => {
    const command = { key: 'a', label: 'A', run: () => undefined }
    const groups = [
      { label: 'Some', commands: [command] },
      { label: 'None', commands: [] },
    ]
    expect(filled(groups).map(({ label }) => label)).toEqual(['Some'])
  })
})

describe('step', () => {
  it('goes round at both ends, and nowhere in an empty list', () => {
    expect(step(0, 1, 3)).toBe(1)
    expect(step(2, 1, 3)).toBe(0)
    expect(step(0, -1, 3)).toBe(2)
    expect(step(0, 1, 0)).toBe(0)
  })
})
