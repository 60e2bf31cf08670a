import { describe, expect, it } from 'vitest'
import { linkHost, safeHref } from './safe-link'

describe('safeHref', () => {
  it('lets http and https through', () => {
    expect(safeHref('https://example.com/jobs?id=1')).toBe('https://example.com/jobs?id=1')
    expect(safeHref('HTTP://example.com')).toBe('http://example.com/')
  })

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.com',
    'example.com',
    '',
  ])('refuses %j', (address) => {
    expect(safeHref(address)).toBeNull()
  })
})

describe('linkHost', () => {
  it('names the host', () => {
    expect(linkHost('https://www.example.com:8443/x')).toBe('example.com:8443')
    expect(linkHost('javascript:1')).toBeNull()
  })
})
