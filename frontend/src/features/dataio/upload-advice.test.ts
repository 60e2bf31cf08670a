import { describe, expect, it } from 'vitest'
import { canBeReadOtherwise, tooLarge } from './upload-advice'

describe('tooLarge', () => {
  it('lets pass what the limit allows, and all where it is not known', () => {
    expect(tooLarge({ size: 1000 }, 1000)).toBeNull()
    expect(tooLarge({ size: 1e12 }, undefined)).toBeNull()
  })

  it('says both sizes and the way out', () => {
    expect(tooLarge({ size: 3_000_000 }, 1_000_000)).toMatch(/^It takes .+; .+ is the most\. Split it/)
  })
})

describe('canBeReadOtherwise', () => {
  it('holds for texts alone', () => {
    expect(canBeReadOtherwise({ code: 'unclosed_quote' })).toBe(true)
    expect(canBeReadOtherwise({ code: 'unsupported_format' })).toBe(false)
  })
})
