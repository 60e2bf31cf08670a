/** What can be told of a file before it is sent. Pure. */
import type { Document } from '@/api/types'
import { formatBytes } from '@/lib/file-size'

/** What the server takes, by the ends of names. */
export const accepted = ['.pdf', '.docx', '.txt', '.md', '.png', '.jpg', '.jpeg', '.webp'] as const

/** The same in words. */
export const acceptedInWords = 'PDF, Word (DOCX), TXT, Markdown, PNG, JPEG or WebP'

/** Why a file need not be sent, or null. */
export function fileProblem(file: Pick<File, 'name' | 'size'>, maxBytes: number | undefined): string | null {
  if (file.size === 0) return 'The file is empty.'
  const name = file.name.toLowerCase()
  if (/\.[^./\\]+$/.test(name) && !accepted.some((end) => name.endsWith(end)))
    return `It has to be ${acceptedInWords}.`
  if (maxBytes !== undefined && file.size > maxBytes)
    return `It takes ${formatBytes(file.size)}; ${formatBytes(maxBytes)} is the most.`
  return null
}

/** A title to propose: the file's name without its end, and with spaces for what stands in their place. */
export function titleFrom(name: string): string {
  return name
    .replace(/\.[^.]+$/, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .slice(0, 200)
}

const hints: readonly [RegExp, Document['kind']][] = [
  [/cover|letter|anschreiben|motivation/i, 'cover_letter'],
  [/\bcv\b|resume|résumé|lebenslauf|curriculum/i, 'cv'],
  [/portfolio/i, 'portfolio'],
  [/certificate|zertifikat|zeugnis|diplom/i, 'certificate'],
]

/** The kind that a file's name speaks of. */
export function kindFrom(name: string): Document['kind'] {
  const words = name.replace(/[_\-.]+/g, ' ')
  return hints.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
}
