/** The way back, over the title of a page. */
import { createLink } from '@tanstack/react-router'
import { Anchor } from '@mantine/core'
import { ArrowLeft } from 'lucide-react'
import type { ComponentProps } from 'react'
import classes from './BackLink.module.css'

function BackAnchor({ children, ...props }: ComponentProps<typeof Anchor<'a'>>) {
  return (
    <Anchor size="sm" {...props} className={classes.link}>
      <ArrowLeft size={14} aria-hidden /> {children}
    </Anchor>
  )
}

/** A link to the list that a page belongs to. */
export const BackLink = createLink(BackAnchor)
