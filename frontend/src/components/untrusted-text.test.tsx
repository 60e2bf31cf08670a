import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ExternalLink } from './ExternalLink'
import { PlainText } from './PlainText'
import { ProblemAlert } from './ProblemAlert'
import { ApiProblem } from '@/api/problem'

function render(children: ReactNode): string {
  return renderToStaticMarkup(<MantineProvider>{children}</MantineProvider>)
}

describe('text that came from outside', () => {
  it('is shown as text, never as HTML', () => {
    const html = render(
      <PlainText title="Description" text={'<img src=x onerror="alert(1)">\nsecond line'} />,
    )
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img')
  })

  it('takes no room where there is none', () => {
    expect(render(<PlainText title="Notes" text="" />)).not.toContain('Notes')
  })
})

describe('a link that came from outside', () => {
  it('opens http(s) in a tab of its own, without telling it about ours', () => {
    const html = render(<ExternalLink address="https://www.example.com/job/1" />)
    expect(html).toContain('href="https://www.example.com/job/1"')
    expect(html).toContain('noopener')
    expect(html).toContain('example.com')
  })

  it('is no link where it could run code', () => {
    const html = render(<ExternalLink address="javascript:alert(1)" />)
    expect(html).not.toContain('href')
    expect(html).toContain('javascript:alert(1)')
  })
})

describe('an error', () => {
  const retry = () => undefined

  it('shows its message, what no field shows, and the request id', () => {
    const error = new ApiProblem({
      status: 500,
      code: 'error',
      message: 'The disk is full.',
      requestId: 'req-7',
    })
    const html = render(<ProblemAlert error={error} details={['Range upside down.']} onRetry={retry} />)
    for (const text of ['The disk is full.', 'Range upside down.', 'req-7', 'Try again'])
      expect(html).toContain(text)
  })

  it('offers no second try of what was refused', () => {
    const error = new ApiProblem({ status: 404, code: 'not_found', message: 'Nothing here.' })
    expect(render(<ProblemAlert error={error} onRetry={retry} />)).not.toContain('Try again')
  })
})
