/** The page that the bookmark sends. */
import { useEffect, useState } from 'react'
import { readSentPage, readyWord, type SentPage } from './bookmarklet'

/** As long as a slow page may take to make its text. */
const patienceMilliseconds = 8000

/** What has come of waiting for it: nobody opened this page, or they never answer. */
export type Sending = { state: 'waiting' } | { state: 'alone' } | { state: 'sent'; page: SentPage }

/** Asks the page from which this one was opened for its text. */
export function useSentPage(): Sending {
  const [sending, setSending] = useState<Sending>(
    window.opener === null ? { state: 'alone' } : { state: 'waiting' },
  )
  useEffect(() => {
    const opener = window.opener as Window | null
    if (opener === null) return undefined
    const receive = (event: MessageEvent) => {
      const page = event.source === opener ? readSentPage(event.data, event.origin) : null
      if (page) setSending({ state: 'sent', page })
    }
    const giveUp = setTimeout(() => {
      setSending((now) => (now.state === 'waiting' ? { state: 'alone' } : now))
    }, patienceMilliseconds)
    window.addEventListener('message', receive)
    // It says nothing but that somebody is here; which site asks is not known yet.
    opener.postMessage(readyWord, '*')
    return () => {
      clearTimeout(giveUp)
      window.removeEventListener('message', receive)
    }
  }, [])
  return sending
}
