import { expect, it } from 'vitest'
import { targetsOf } from './board-moves'

it('an open application goes to any other status, a closed one to open ones', () => {
  expect(targetsOf('applied')).toHaveLength(9)
  expect(targetsOf('applied')).not.toContain('applied')
  expect(targetsOf('rejected')).toEqual(['interested', 'applied', 'screening', 'interview', 'offer'])
})
