/** Word from one tab to the others of a browser that an account has signed out; they show its data no longer. */
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('huzhu-signed-out')

export function tellSignedOut(accountId: string): void {
  channel?.postMessage(accountId)
}

/** Calls back where another tab has signed this account out. */
export function onSignedOut(accountId: string, gone: () => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (data === accountId) gone()
  }
  channel?.addEventListener('message', hear)
  return () => channel?.removeEventListener('message', hear)
}

/** A new page instead of a route: nothing that was shown stays in memory or storage. */
export function leavePages(): void {
  sessionStorage.clear()
  location.assign('/sign-in')
}
