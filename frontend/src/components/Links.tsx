/** Mantine's links and buttons that navigate through the router, with checked routes. */
import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'

type Native<Props> = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props>

function AnchorBase({ ref, ...props }: AnchorProps & Native<AnchorProps> & { ref?: Ref<HTMLAnchorElement> }) {
  return <Anchor ref={ref} {...props} />
}

function ButtonBase({ ref, ...props }: ButtonProps & Native<ButtonProps> & { ref?: Ref<HTMLAnchorElement> }) {
  return <Button component="a" ref={ref} {...props} />
}

/** A text link to a page of ours. */
export const LinkAnchor = createLink(AnchorBase)

/** A link to a page of ours that looks like a button. */
export const LinkButton = createLink(ButtonBase)
