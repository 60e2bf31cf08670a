/** Cursors of the API's lists. */

/** The opaque cursor inside a list's `next` or `previous` address, or undefined where there is none. */
export function cursorFrom(url: string | null | undefined): string | undefined {
  if (!url) return undefined
  return new URL(url, 'http://localhost').searchParams.get('cursor') ?? undefined
}
