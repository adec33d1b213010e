/**
 * One promise for everybody who waits until the user has signed in again. The dialog that asks for it listens here;
 * it lies over the page, so that nothing typed is lost.
 */
type Waiting = { readonly promise: Promise<void>; readonly done: () => void }

let waiting: Waiting | undefined
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

/** Opens the dialog and resolves once the user is signed in again. */
export function signedInAgain(): Promise<void> {
  if (waiting === undefined) {
    let done = () => {}
    const promise = new Promise<void>((resolve) => {
      done = resolve
    })
    waiting = { promise, done }
    tell()
  }
  return waiting.promise
}

export function finishSigningIn(): void {
  waiting?.done()
  waiting = undefined
  tell()
}

export function isAsking(): boolean {
  return waiting !== undefined
}

export function onAsking(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
