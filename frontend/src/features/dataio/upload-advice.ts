/** What a person can do about a file that is refused. Pure. */

/** Where the refusal comes from: an answer of the API, or the reading of the file. */
interface Refusal {
  status?: number
  code: string
}

const byCode: Readonly<Record<string, string>> = {
  empty: 'Export it once more: the file that was sent has nothing in it.',
}

/** The next step after a refusal, or nothing where the message says it all. */
export function adviceFor({ status, code }: Refusal): string[] {
  const advice =
    byCode[code] ??
    (status === 413
      ? 'Split it into smaller files and import one after the other: what comes twice is recognised.'
      : status === 415
        ? 'Open it in the program that made it, and save it as CSV, Excel (XLSX) or JSON.'
        : null)
  return advice === null ? [] : [advice]
}
