import { useEffect, useRef, type RefObject } from 'react'

/**
 * Keys of the viewer; each has a button as well. In a dialog they work wherever the focus is, beside a form only while it
 * is inside. Arrows scroll an enlarged picture that has the focus instead of changing it.
 */
export function useViewerKeys(
  group: RefObject<HTMLElement | null>,
  everywhere: boolean,
  enlarged: boolean,
  keys: Readonly<Record<string, () => void>>,
): void {
  const latest = useRef({ enlarged, keys })
  useEffect(() => {
    latest.current = { enlarged, keys }
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, ctrlKey, metaKey, altKey, key, defaultPrevented } = event
      if (defaultPrevented || ctrlKey || metaKey || altKey || !(target instanceof HTMLElement)) return
      if (/^(SELECT|INPUT|TEXTAREA)$/.test(target.tagName)) return
      if (latest.current.enlarged && target.classList.contains('stage') && key.startsWith('Arrow')) return
      const act = latest.current.keys[key.length === 1 ? key.toLowerCase() : key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    // A key goes through the viewer before it gets to the keys of the page, which have R and N of their own.
    const heard: EventTarget | null = everywhere ? document : group.current
    const listener = (event: Event) => event instanceof KeyboardEvent && onKey(event)
    heard?.addEventListener('keydown', listener)
    return () => heard?.removeEventListener('keydown', listener)
  }, [everywhere, group])
}
