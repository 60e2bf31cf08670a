/** Links that came from outside. */

/** The address if a browser may open it from our page (http or https), else null. */
export function safeHref(address: string): string | null {
  try {
    const url = new URL(address)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}

/** The host of an http(s) address without a leading `www.`, for showing where a link leads. */
export function linkHost(address: string): string | null {
  const href = safeHref(address)
  return href === null ? null : new URL(href).host.replace(/^www\./, '')
}
