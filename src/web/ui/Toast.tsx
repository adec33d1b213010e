import { useSyncExternalStore, type ReactElement } from 'react'
import { words } from '../words/words.ts'
import { Button } from './Button.tsx'

type Shown = { readonly id: number; readonly text: string; readonly undo?: () => void }

let shown: readonly Shown[] = []
let count = 0
const listeners = new Set<() => void>()

function show(next: readonly Shown[]): void {
  shown = next
  for (const listener of listeners) listener()
}

function dismiss(id: number): void {
  show(shown.filter((toast) => toast.id !== id))
}

/** Says that something was done; with `undo`, offers to take it back for eight seconds. Errors never go here. */
export function toast(text: string, undo?: () => void): void {
  const id = ++count
  show([...shown.slice(-2), undo ? { id, text, undo } : { id, text }])
  setTimeout(() => dismiss(id), undo ? 8_000 : 4_000)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Where toasts appear; once, in the frame. */
export function Toaster(): ReactElement {
  const toasts = useSyncExternalStore(subscribe, () => shown)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map(({ id, text, undo }) => (
        <div className="toast" key={id}>
          {text}
          {undo && (
            <Button
              kind="text"
              onClick={() => {
                undo()
                dismiss(id)
              }}
            >
              {words('ui.undo')}
            </Button>
          )}
        </div>
      ))}
    </div>
  )
}
