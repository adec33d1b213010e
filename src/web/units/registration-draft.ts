const KEY = 'huzhu.registration'
let inMemory: string | undefined

export type KeptDraft = {
  readonly token: string
  /** Of a registration that was returned: where its token has ended, its number leads back to it. */
  readonly number?: string | undefined
}

/** The registration that this tab fills in. Token and number are all that the browser keeps of it. */
export function keptDraft(): KeptDraft | undefined {
  const [token, number] = stored()?.split(' ') ?? []
  return token === undefined ? undefined : { token, number }
}

function stored(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined
  } catch {
    return inMemory
  }
}

export function keepDraft({ token, number }: KeptDraft): void {
  inMemory = number === undefined ? token : `${token} ${number}`
  try {
    sessionStorage.setItem(KEY, inMemory)
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
