import { describe, expect, it } from 'vitest'
import { bookmarklet, readSentPage } from './bookmarklet'

const page = {
  word: 'jobtracker:page',
  url: 'https://jobs.example.org/4711?x=1',
  html: '<title>Baker</title>',
}

describe('a page that the bookmark sends', () => {
  it('is taken from the site that it is of', () => {
    expect(readSentPage(page, 'https://jobs.example.org')).toEqual({ url: page.url, html: page.html })
  })

  it('is not taken from another site, nor from one that hides where it is from', () => {
    expect(readSentPage(page, 'https://evil.example')).toBeNull()
    expect(readSentPage({ ...page, url: 'data:text/html,x' }, 'null')).toBeNull()
  })

  it('is no other message', () => {
    for (const data of [null, 'jobtracker:page', {}, { ...page, html: 1 }, { ...page, word: 'other' }]) {
      expect(readSentPage(data, 'https://jobs.example.org')).toBeNull()
    }
  })
})

describe('the bookmark', () => {
  const code = decodeURIComponent(bookmarklet('https://home.example').replace(/^javascript:/, ''))

  it('is one line of code, and speaks to our own page alone', () => {
    expect(code).not.toContain('\n')
    expect(code).toContain('const home="https://home.example"')
  })
})
