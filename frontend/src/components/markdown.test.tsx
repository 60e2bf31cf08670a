import { MantineProvider } from '@mantine/core'
import { prerender } from 'react-dom/static'
import { describe, expect, it } from 'vitest'
import { Markdown } from './Markdown'

/** As it stands once the parser is there. */
async function render(text: string): Promise<string> {
  const { prelude } = await prerender(
    <MantineProvider>
      <Markdown text={text} />
    </MantineProvider>,
  )
  return new Response(prelude).text()
}

describe('a text in Markdown', () => {
  it('is set as it was meant', async () => {
    const html = await render('They **like** it:\n\n- one\n- two')
    expect(html).toContain('<strong>like</strong>')
    expect(html).toContain('<li>one</li>')
  })

  it('never brings HTML in', async () => {
    const html = await render('<img src=x onerror="alert(1)"> <script>alert(1)</script>')
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('&lt;img')
  })

  it('links to the web and to mail alone, without telling them about us', async () => {
    const html = await render(
      '[site](https://example.org/a) [mail](mailto:ada@example.org) [bad](javascript:alert(1)) [here](/api/v1/)',
    )
    expect(html).toContain('href="https://example.org/a"')
    expect(html).toContain('rel="noopener noreferrer"')
    expect(html).toContain('href="mailto:ada@example.org"')
    expect(html).not.toContain('javascript:')
    expect(html).not.toContain('href="/api')
    expect(html).toContain('bad')
  })

  it('loads no pictures, and adds no headings to the page', async () => {
    const html = await render('# Big\n\n![tracker](https://example.org/pixel.png)')
    expect(html).not.toContain('pixel.png')
    expect(html).not.toContain('<h1')
    expect(html).toContain('Big')
  })
})
