const KEY = 'huzhu.registration'
let inMemory: string | undefined

/** The token of the registration that this tab fills in. It is all that the browser keeps of it. */
export function keptDraft(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined
  } catch {
    return inMemory
  }
}

export function keepDraft(token: string): void {
  inMemory = token
  try {
    sessionStorage.setItem(KEY, token)
  } catch {
    // Without storage the draft can be gone on with until the page is reloaded.
  }
}

export function forgetDraft(): void {
  inMemory = undefined
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // Nothing was stored.
  }
}
