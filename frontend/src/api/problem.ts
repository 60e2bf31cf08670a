/** Errors of the API as one class, whatever shape the answer had. */
import type { Application } from './types'

/** One complaint about one field. */
export interface FieldProblem {
  code: string
  message: string
}

/** One bad cell of an imported file; `row` counts from 1 with the header as row 1. */
export interface RowProblem extends FieldProblem {
  row: number
  column: string
  value: string
}

/** What is wrong with one row of a bulk operation; `id` is null for a row that has none yet. */
export interface ItemProblem extends FieldProblem {
  id: number | null
  field: string
}

/** A request that failed; `status` 0 means that no answer came at all. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  /** Complaints by dotted path of the field, for example `locations.0`. */
  readonly fields: Readonly<Record<string, readonly FieldProblem[]>>
  readonly rows: readonly RowProblem[]
  readonly items: readonly ItemProblem[]
  /** The application as the server has it now, sent with conflicts. */
  readonly current: Application | null
  readonly requestId: string | null

  constructor(details: {
    status: number
    code: string
    message: string
    fields?: Record<string, FieldProblem[]>
    rows?: RowProblem[]
    items?: ItemProblem[]
    current?: Application | null
    requestId?: string | null
  }) {
    super(details.message)
    this.status = details.status
    this.code = details.code
    this.fields = details.fields ?? {}
    this.rows = details.rows ?? []
    this.items = details.items ?? []
    this.current = details.current ?? null
    this.requestId = details.requestId ?? null
  }

  /** True when the person has to sign in (again); not where the account API only wants to know that it is them. */
  get needsSignIn(): boolean {
    return (
      this.code === 'not_authenticated' || (this.status === 401 && this.code !== 'reauthentication_required')
    )
  }
}

const fallbacks: Record<number, string> = {
  0: 'The server could not be reached. Check your connection and try again.',
  401: 'You were signed out, so this was not done. Sign in, then try again.',
  403: 'You are not allowed to do this.',
  404: 'This does not exist, or it is not yours.',
  413: 'This is too large.',
  429: 'Too many requests. Wait a moment and try again.',
}

/** What to tell a person when the answer itself says nothing readable. */
function fallbackMessage(status: number): string {
  return fallbacks[status] ?? (status >= 500 ? 'Something went wrong on the server.' : 'The request failed.')
}

/** The server's words; to a program it says "sign in first", which a person on an open page did long ago. */
function messageOf(error: Record<string, unknown>, status: number): string {
  if (error.code === 'not_authenticated') return fallbackMessage(401)
  return text(error.message) ?? fallbackMessage(status)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return []
  return value
    .filter(isRecord)
    .map((item) => ({ code: text(item.code) ?? 'invalid', message: text(item.message) ?? 'Not valid.' }))
}

function rowProblems(value: unknown): RowProblem[] {
  if (!Array.isArray(value)) return []
  return value.filter(isRecord).map((item) => ({
    row: typeof item.row === 'number' ? item.row : 0,
    column: text(item.column) ?? '',
    code: text(item.code) ?? 'invalid',
    message: text(item.message) ?? 'Not valid.',
    value: text(item.value) ?? '',
  }))
}

function itemProblems(value: unknown): ItemProblem[] {
  if (!Array.isArray(value)) return []
  return value.filter(isRecord).map((item) => ({
    id: typeof item.id === 'number' ? item.id : null,
    field: text(item.field) ?? '',
    code: text(item.code) ?? 'invalid',
    message: text(item.message) ?? 'Not valid.',
  }))
}

/** Groups the account API's list `[{message, code, param}]` by field; the empty key means the whole form. */
function byParam(errors: readonly unknown[]): Record<string, FieldProblem[]> {
  const fields: Record<string, FieldProblem[]> = {}
  for (const error of errors.filter(isRecord)) {
    const key = text(error.param) ?? ''
    fields[key] = [...(fields[key] ?? []), ...fieldProblems([error])]
  }
  return fields
}

/**
 * Reads any failed answer: the API's envelope, the account API's list of errors, or a body that is neither
 * (a proxy's page, nothing at all).
 */
export function problemFrom(
  status: number,
  body: unknown,
  requestIdHeader: string | null = null,
): ApiProblem {
  if (isRecord(body) && isRecord(body.error)) {
    const error = body.error
    const fields = isRecord(error.fields) ? error.fields : {}
    return new ApiProblem({
      status,
      code: text(error.code) ?? 'error',
      message: messageOf(error, status),
      fields: Object.fromEntries(Object.entries(fields).map(([path, list]) => [path, fieldProblems(list)])),
      rows: rowProblems(error.rows),
      items: itemProblems(error.items),
      current: isRecord(error.current) ? (error.current as unknown as Application) : null,
      requestId: text(error.request_id) ?? requestIdHeader,
    })
  }
  if (isRecord(body) && Array.isArray(body.errors)) {
    const fields = byParam(body.errors)
    const first = Object.values(fields)[0]?.[0]
    return new ApiProblem({
      status,
      code: first?.code ?? 'error',
      message: first?.message ?? fallbackMessage(status),
      fields,
      requestId: requestIdHeader,
    })
  }
  return new ApiProblem({
    status,
    code: status === 0 ? 'unreachable' : 'error',
    message: fallbackMessage(status),
    requestId: requestIdHeader,
  })
}

/** Any thrown value as a problem, so that every error state can be shown in one way. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem({
    status: 0,
    code: 'unexpected',
    message: 'Something went wrong in the page itself.',
  })
}
