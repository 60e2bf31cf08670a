/** Word between the tabs of this browser that somebody signed in or out. */

// One for the whole page: a channel does not hear what it says itself.
const channel = new BroadcastChannel('jobtracker-session')

/** Tells the other tabs to ask the server who is signed in; nothing about the person is said. */
export function announceSessionChange(): void {
  channel.postMessage('changed')
}

/** Calls the listener when another tab has signed in or out; returns how to stop that. */
export function onSessionChangeElsewhere(listener: () => void): () => void {
  channel.addEventListener('message', listener)
  return () => {
    channel.removeEventListener('message', listener)
  }
}
