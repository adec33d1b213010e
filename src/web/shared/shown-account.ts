/**
 * Whose page this is. The cookie belongs to the browser and may become another account's in another tab; what a page
 * asks names its own account, and the server refuses where the two differ.
 */
const HEADER = 'X-Huzhu-Account'

let shown: string | undefined

export function showAccount(accountId: string): void {
  shown = accountId
}

/** Before anybody has signed in on this page there is none to name. */
export function nameAccount(set: (header: string, accountId: string) => void): void {
  if (shown !== undefined) set(HEADER, shown)
}
