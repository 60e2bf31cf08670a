/** The bookmark that sends the page one looks at to the form of a new posting. Pure. */

import { safeHref } from '@/lib/safe-link'

/** What the two pages say to each other. */
export const readyWord = 'jobtracker:ready'
const pageWord = 'jobtracker:page'

/** A page as its own bookmark sent it. */
export interface SentPage {
  url: string
  html: string
}

/**
 * The code of the bookmark, as the address of a link. It needs no secret: it opens our own page, in which the person is
 * signed in, and hands that the text of theirs. It loads nothing, so that no site's rules against foreign scripts stop it.
 * @param origin where we are, such as `https://jobs.example.org`
 */
export function bookmarklet(origin: string): string {
  // What is not read is left out: many a page is larger for it than a request may be.
  const code = `(()=>{
const home=${JSON.stringify(origin)};
const tab=window.open(home+'/jobs/capture','_blank');
if(!tab){alert('The browser did not let Jobtracker open a tab. Allow it for this site, and try again.');return}
const tell=event=>{
if(event.origin!==home||event.source!==tab||event.data!==${JSON.stringify(readyWord)})return;
window.removeEventListener('message',tell);
const page=document.documentElement.cloneNode(true);
page.querySelectorAll('script:not([type*="json"]),style,svg,iframe,canvas').forEach(part=>part.remove());
tab.postMessage({word:${JSON.stringify(pageWord)},url:location.href,html:page.outerHTML},home)};
window.addEventListener('message',tell)})()`
  return `javascript:${encodeURIComponent(code.replace(/\n/g, ''))}`
}

/**
 * The page in a message, or null where it is none. A page may speak for its own site alone.
 * @param origin the sender's, as the browser vouches for it
 */
export function readSentPage(data: unknown, origin: string): SentPage | null {
  if (typeof data !== 'object' || data === null || !('word' in data) || data.word !== pageWord) return null
  if (!('url' in data) || !('html' in data) || typeof data.url !== 'string' || typeof data.html !== 'string')
    return null
  const href = safeHref(data.url)
  return href !== null && new URL(href).origin === origin ? { url: data.url, html: data.html } : null
}
