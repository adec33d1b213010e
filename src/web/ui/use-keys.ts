import { useEffect, useRef } from 'react'

/** A key, e.g. `j`, `?`, `Enter`, with `mod+` for Ctrl (⌘ on a Mac), and what it does. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const tick = target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio')
  return !tick && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** Keys of the page. Plain keys rest while somebody types and while a dialog is open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.isComposing) return
      const mod = event.ctrlKey || event.metaKey
      const plain = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const act = latest.current[mod ? `mod+${plain}` : plain]
      if (act === undefined || (!mod && isTyping(event.target))) return
      if (!mod && document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      act(event)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
