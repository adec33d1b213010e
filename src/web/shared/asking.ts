/**
 * Something that only the user can give, asked for by a dialog over the page so that nothing typed is lost. Everybody
 * who needs it meanwhile waits for the same answer.
 */
export type Asking = {
  /** Opens the dialog; true once it was given, false where the user would not. */
  readonly ask: () => Promise<boolean>
  readonly answer: (given: boolean) => void
  readonly isAsking: () => boolean
  readonly onAsking: (listener: () => void) => () => void
}

type Waiting = { readonly promise: Promise<boolean>; readonly resolve: (given: boolean) => void }

function makeAsking(): Asking {
  let waiting: Waiting | undefined
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  return {
    ask: () => {
      if (waiting) return waiting.promise
      waiting = startWaiting()
      tell()
      return waiting.promise
    },
    answer: (given) => {
      waiting?.resolve(given)
      waiting = undefined
      tell()
    },
    isAsking: () => waiting !== undefined,
    onAsking: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

function startWaiting(): Waiting {
  let resolve: Waiting['resolve'] = () => {}
  const promise = new Promise<boolean>((yes) => {
    resolve = yes
  })
  return { promise, resolve }
}

/** A new session, once this one has ended. */
export const signInAgain = makeAsking()
/** The password once more, before what moves rights, phones or accounts. */
export const passwordAgain = makeAsking()
