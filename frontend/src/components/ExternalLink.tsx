/** Links out of the application. */
import { Anchor, Text } from '@mantine/core'
import { ExternalLink as ExternalIcon } from 'lucide-react'
import { linkHost, safeHref } from '@/lib/safe-link'

/** A link to an address that came from outside: only http(s) becomes a link, the rest stays text. */
export function ExternalLink({ address, label }: { address: string; label?: string }) {
  const href = safeHref(address)
  if (href === null) return <Text span>{address}</Text>
  return (
    <Anchor href={href} target="_blank" rel="noopener noreferrer" inherit>
      {label ?? linkHost(address)} <ExternalIcon size={13} aria-label="(opens in a new tab)" />
    </Anchor>
  )
}
