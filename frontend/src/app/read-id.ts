/** Ids in addresses. */

/** The whole number that a path segment holds, or null where it is none that the server could know. */
export function readId(segment: string): number | null {
  const id = Number(segment)
  return /^\d+$/.test(segment) && Number.isSafeInteger(id) ? id : null
}
