/** Ranges in words. Pure. */

/** "Posted from 1 May 2026 to 3 May 2026", "Pay up to 9,000"; null where neither end is set. */
export function rangeInWords(
  name: string,
  from: string | undefined,
  to: string | undefined,
  format: (end: string) => string,
): string | null {
  if (from !== undefined && to !== undefined) return `${name} ${format(from)} – ${format(to)}`
  if (from !== undefined) return `${name} from ${format(from)}`
  if (to !== undefined) return `${name} up to ${format(to)}`
  return null
}
