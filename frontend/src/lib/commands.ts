/** What the command palette offers, and which of it is meant by what is typed. */

/** Something that can be chosen. */
export interface Command {
  key: string
  label: string
  /** Stands beside the label, for example how many there are. */
  detail?: string
  /** Further words by which it is found. */
  words?: string
  run: () => void
}

export interface CommandGroup {
  label: string
  commands: Command[]
}

/** True where each word that is typed begins a word of the command. */
export function isMeant({ label, words = '' }: Pick<Command, 'label' | 'words'>, typed: string): boolean {
  const own = wordsOf(`${label} ${words}`)
  return wordsOf(typed).every((word) => own.some((candidate) => candidate.startsWith(word)))
}

/** The groups that have anything to offer. */
export function filled(groups: readonly CommandGroup[]): CommandGroup[] {
  return groups.filter(({ commands }) => commands.length > 0)
}

/** The place that an arrow key leads to in a list of so many; past its end it begins anew. */
export function step(from: number, by: 1 | -1, count: number): number {
  return count === 0 ? 0 : (from + by + count) % count
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
