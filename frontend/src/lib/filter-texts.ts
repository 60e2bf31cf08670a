/** A filter and an order as the API takes them: the parameters of a list, each a list of texts. Pure. */

export type FilterTexts = Record<string, string[]>

/** The parameters that are set, as texts. */
export function filterTexts(query: object): FilterTexts {
  const texts: FilterTexts = {}
  for (const [name, value] of Object.entries(query) as [string, unknown][]) {
    const items = (Array.isArray(value) ? (value as unknown[]) : [value]).filter(
      (item) => item !== undefined && item !== null && item !== '',
    )
    if (items.length > 0) texts[name] = items.map(String)
  }
  return texts
}

/** True where two filters leave the same rows in the same order, however their parameters are arranged. */
export function isSameFilter(one: FilterTexts, other: FilterTexts): boolean {
  return canonical(one) === canonical(other)
}

function canonical(texts: FilterTexts): string {
  const entries = Object.entries(texts).filter(([, values]) => values.length > 0)
  return JSON.stringify(
    entries.map(([name, values]) => [name, [...values].sort()] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
