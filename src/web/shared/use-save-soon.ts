import { useEffect, useState, useSyncExternalStore } from 'react'
import { soonSaver, type SaveState, type SoonSaver } from './save-soon.ts'

/** Keeps a draft on the server while it is written; leaving the page saves what was typed last. */
export function useSaveSoon<Value>(
  send: (value: Value) => Promise<unknown>,
): Pick<SoonSaver<Value>, 'change' | 'forget'> & { readonly state: SaveState } {
  const [{ state, subscribe, change, flush, forget }] = useState(() => soonSaver(send))
  useEffect(() => {
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])
  return { state: useSyncExternalStore(subscribe, state), change, forget }
}
