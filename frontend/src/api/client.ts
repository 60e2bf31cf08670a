/** The one place that talks to the server: typed calls, CSRF, and errors as `ApiProblem`. */
import createClient from 'openapi-fetch'
import { readCookie } from './cookies'
import { problemFrom } from './problem'
import type { paths } from './schema'
import type { Complete } from './types'

/** Typed calls to the API; wrap each in `unwrap`. */
export const api = createClient<paths>({ baseUrl: '/', headers: { Accept: 'application/json' } })

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

api.use({
  onRequest({ request }) {
    if (!safeMethods.has(request.method)) {
      // Read for each request: signing in and out replaces the token.
      request.headers.set('X-CSRFToken', readCookie(document.cookie, 'csrftoken') ?? '')
    }
    return request
  },
  onError({ error }) {
    // An aborted request is not a failure; anything else here means that no answer came.
    return error instanceof DOMException && error.name === 'AbortError' ? error : problemFrom(0, null)
  },
})

/** What a call comes to: a body, or an error. */
export interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/**
 * The body of a successful answer (undefined where it has none).
 * @throws ApiProblem for every other answer, and when none came.
 */
export async function unwrap<Data>(call: Promise<Answer<Data>>): Promise<Complete<Data>> {
  const { data, error, response } = await call
  if (!response.ok) throw problemFrom(response.status, error, response.headers.get('X-Request-ID'))
  return data as Complete<Data>
}
