export type SaveState = 'saved' | 'saving' | 'failed'

export type SoonSaver<Value> = {
  readonly state: () => SaveState
  readonly subscribe: (listener: () => void) => () => void
  /** Saves this a moment later, in the place of what was to be saved before. */
  readonly change: (value: Value) => void
  /** Saves at once what is not saved yet. */
  readonly flush: () => void
  /** What is not saved yet is not wanted any more; resolves once no save is under way, which would come too late. */
  readonly forget: () => Promise<void>
}

const SOON = 600

/** Keeps a draft on the server while it is written: one save at a time, the last state wins; what failed goes out again. */
export function soonSaver<Value>(send: (value: Value) => Promise<unknown>): SoonSaver<Value> {
  const listeners = new Set<() => void>()
  let state: SaveState = 'saved'
  let waiting: { readonly value: Value } | undefined
  let running: Promise<void> | undefined
  let wanted = true
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = (next: SaveState) => {
    state = next
    for (const listener of listeners) listener()
  }
  const run = async () => {
    while (waiting !== undefined) {
      const sent: { readonly value: Value } = waiting
      waiting = undefined
      try {
        await send(sent.value)
      } catch {
        if (wanted) waiting ??= sent
        tell('failed')
        break
      }
    }
    running = undefined
    if (waiting === undefined) tell('saved')
  }
  const flush = () => {
    clearTimeout(timer)
    if (waiting !== undefined && running === undefined) running = run()
  }
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    change: (value) => {
      waiting = { value }
      wanted = true
      tell('saving')
      clearTimeout(timer)
      timer = setTimeout(flush, SOON)
    },
    flush,
    forget: async () => {
      clearTimeout(timer)
      waiting = undefined
      wanted = false
      await running
    },
  }
}
