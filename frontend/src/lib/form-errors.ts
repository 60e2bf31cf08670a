/** Server complaints at the fields of a form. */
import { asProblem, type ApiProblem } from '@/api/problem'

/** Complaints that a form shows at its fields, and those that belong to none of them. */
export interface FormErrors<Field extends string> {
  fields: Partial<Record<Field, string>>
  rest: string[]
}

/**
 * Sorts a problem's complaints by the fields that a form has. A path into a field (`locations.0`) belongs to
 * the field; what fits none goes to `rest`, so that nothing is lost.
 */
export function formErrors<Field extends string>(
  problem: ApiProblem,
  known: readonly Field[],
): FormErrors<Field> {
  const fields: Partial<Record<Field, string>> = {}
  const rest: string[] = []
  for (const [path, complaints] of Object.entries(problem.fields)) {
    const message = complaints.map((complaint) => complaint.message).join(' ')
    if (message === '') continue
    const field = known.find((name) => path === name || path.startsWith(`${name}.`))
    if (field === undefined) rest.push(message)
    else fields[field] = fields[field] === undefined ? message : `${fields[field]} ${message}`
  }
  return { fields, rest }
}

/** What an error complains of, field by field, where no form shows its fields. */
export function problemDetails(error: unknown): string[] {
  return Object.values(asProblem(error).fields).flatMap((complaints) =>
    complaints.map(({ message }) => message),
  )
}
