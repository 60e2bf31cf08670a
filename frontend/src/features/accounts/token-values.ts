/** The choices of an API token. */
import type { ApiToken } from '@/api/types'

/** What a token may do, in words, the lesser first. */
export const scopeLabels: Readonly<Record<ApiToken['scope'], string>> = {
  read: 'Read only',
  full: 'Read and change',
}

/** How many days a token may live, as choices. */
export const lifetimes = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
]

const day = 24 * 60 * 60 * 1000

/** The instant (ISO 8601, UTC) so many days after another. */
export function expiryAfter(days: number, now: Date): string {
  return new Date(now.getTime() + days * day).toISOString()
}
