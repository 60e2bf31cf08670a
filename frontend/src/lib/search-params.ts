/** View state in the URL: a plain query string, and readers that turn anything into a valid value. */

/** What a query string holds: one value, or several where the name is repeated. */
export type RawSearch = Record<string, unknown>

/** Reads a query string; a name given several times becomes a list. */
export function parseSearch(query: string): RawSearch {
  const params = new URLSearchParams(query)
  const search: RawSearch = {}
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name)
    search[name] = values.length > 1 ? values : values[0]
  }
  return search
}

/** Writes a query string, leaving out what is empty; lists repeat their name. */
export function stringifySearch(search: RawSearch): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof item === 'string' && item !== '') params.append(name, item)
    }
  }
  const query = params.toString()
  return query ? `?${query}` : ''
}

/** A text, or undefined where there is none. */
export function readText(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' && first !== '' ? first : undefined
}

/** One of the allowed words, or undefined. */
export function readOne<Word extends string>(value: unknown, allowed: readonly Word[]): Word | undefined {
  const given = readText(value)
  return allowed.find((word) => word === given)
}

/** The allowed words among those given, each once, in the order of `allowed`; undefined where none is. */
export function readSome<Word extends string>(value: unknown, allowed: readonly Word[]): Word[] | undefined {
  const given: unknown[] = Array.isArray(value) ? value : [value]
  const words = allowed.filter((word) => given.includes(word))
  return words.length > 0 ? words : undefined
}

/** The texts among those given, each once; undefined where there is none. */
export function readTexts(value: unknown): string[] | undefined {
  const given: unknown[] = Array.isArray(value) ? value : [value]
  const texts = [...new Set(given.filter((item) => typeof item === 'string' && item !== ''))] as string[]
  return texts.length > 0 ? texts : undefined
}

/** A calendar date (`2026-03-01`), or undefined. */
export function readDay(value: unknown): string | undefined {
  const given = readText(value)
  return given !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given))
    ? given
    : undefined
}

/** An amount of money as decimal text, or undefined. */
export function readDecimal(value: unknown): string | undefined {
  const given = readText(value)
  return given !== undefined && /^\d{1,10}(\.\d{1,2})?$/.test(given) ? given : undefined
}
