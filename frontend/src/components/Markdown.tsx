/** Texts that people wrote with Markdown in mind. */
import { Anchor } from '@mantine/core'
import { lazy, Suspense, type ReactNode } from 'react'
import type { Components } from 'react-markdown'
import { safeHref } from '@/lib/safe-link'
import classes from './Markdown.module.css'

// The parser is as large as a page of ours, and most pages need none.
const Parsed = lazy(() => import('react-markdown'))

const components: Components = {
  // Only the web and mail become links, the rest stays text.
  a: ({ href = '', children }) =>
    safeHref(href) === null && !href.startsWith('mailto:') ? (
      <>{children}</>
    ) : (
      <Anchor href={href} target="_blank" rel="noopener noreferrer" inherit underline="always">
        {children}
      </Anchor>
    ),
  ...Object.fromEntries(
    // The page's own headings stay the only ones, so that its outline holds.
    ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((level) => [
      level,
      ({ children }: { children?: ReactNode }) => <p className={classes.heading}>{children}</p>,
    ]),
  ),
}

/** A Markdown text; HTML in it stays text, and pictures, which would tell others who reads, are left out. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.text}>
      <Suspense fallback={<p>{text}</p>}>
        <Parsed components={components} disallowedElements={['img']}>
          {text}
        </Parsed>
      </Suspense>
    </div>
  )
}
