/** What a person can do about a file that is refused. Pure. */

import { formatBytes } from '@/lib/file-size'

/** Where the refusal comes from: an answer of the API, or the reading of the file. */
interface Refusal {
  status?: number
  code: string
}

const split = 'Split it into smaller files and import one after the other: what comes twice is recognised.'

const byCode: Readonly<Record<string, string>> = {
  empty: 'Export it once more: the file that was sent has nothing in it.',
}

/** The next step after a refusal, or nothing where the message says it all. */
export function adviceFor({ status, code }: Refusal): string[] {
  const advice =
    byCode[code] ??
    (status === 413
      ? split
      : status === 415
        ? 'Open it in the program that made it, and save it as CSV, Excel (XLSX) or JSON.'
        : null)
  return advice === null ? [] : [advice]
}

/** Why a file need not be sent, or null; `limit` in bytes, where it is known. */
export function tooLarge({ size }: Pick<File, 'size'>, limit: number | undefined): string | null {
  if (limit === undefined || size <= limit) return null
  return `It takes ${formatBytes(size)}; ${formatBytes(limit)} is the most. ${split}`
}

/** What no other way of reading the text helps against, for there is no text in it. */
const notTexts = [
  'damaged_archive',
  'empty_file',
  'encrypted_archive',
  'nested_archive',
  'too_large_unpacked',
  'too_many_members',
  'unsafe_archive',
  'unsupported_format',
]

/** Whether a file that was refused might be read if one said how. */
export function canBeReadOtherwise({ code }: Refusal): boolean {
  return !notTexts.includes(code)
}
