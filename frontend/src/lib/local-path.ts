/** Addresses of our own pages, where they come from a URL. */
import { readText } from './search-params'

/** A path of ours to return to, or undefined; nothing that a browser could take for another site. */
export function readLocalPath(value: unknown): string | undefined {
  const path = readText(value)
  if (!path?.startsWith('/')) return undefined
  // Resolved as a browser does it, so that `//host`, `/\host` and control characters show what they are.
  const base = 'http://ours.invalid'
  try {
    const url = new URL(path, base)
    return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : undefined
  } catch {
    return undefined
  }
}
