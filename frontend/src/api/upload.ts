/** Sending files and hearing how far they have come, which `fetch` does not tell. */
import { readCookie } from './cookies'
import { problemFrom } from './problem'

interface Upload {
  /** Called with the part that has left, from 0 to 1. */
  onProgress: (part: number) => void
  signal: AbortSignal
}

/**
 * The body of the answer to a form that is posted.
 * @throws ApiProblem where the answer is no success, where none came, and where the upload was broken off.
 */
export function postForm(path: string, form: FormData, { onProgress, signal }: Upload): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const fail = () => {
      reject(problemFrom(0, null))
    }
    request.open('POST', path)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('X-CSRFToken', readCookie(document.cookie, 'csrftoken') ?? '')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress(loaded / total)
    }
    request.onerror = fail
    request.onabort = fail
    request.onload = () => {
      const { status } = request
      const response: unknown = request.response
      if (status >= 200 && status < 300) resolve(response)
      else reject(problemFrom(status, response, request.getResponseHeader('X-Request-ID')))
    }
    signal.addEventListener('abort', () => {
      request.abort()
    })
    request.send(form)
  })
}
