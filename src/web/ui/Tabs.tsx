import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { afterPaint } from './after-paint.ts'

export type TabItem<Key extends string> = {
  readonly key: Key
  readonly label: string
  readonly count?: number | string | undefined
}

export type TabsProps<Key extends string> = {
  readonly label: string
  readonly items: readonly TabItem<Key>[]
  readonly current: Key
  /** Put the key into the URL: the tab survives F5, back and a copied link. */
  readonly onChange: (key: Key) => void
}

/**
 * Tabs with counts, e.g. 待处理(12) / 处理中(3); arrows move between them. A tab is seen to be chosen before the page that
 * it leads to is drawn, however long that takes.
 */
export function Tabs<Key extends string>({ label, items, current, onChange }: TabsProps<Key>): ReactElement {
  const box = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<{ readonly from: Key; readonly to: Key }>()
  if (chosen !== undefined && chosen.from !== current) setChosen(undefined)
  const shown = chosen?.from === current ? chosen.to : current
  const choose = (key: Key) => {
    setChosen({ from: current, to: key })
    afterPaint(() => onChange(key))
  }
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const at = items.findIndex(({ key }) => key === shown)
    const next = items[(at + by + items.length) % items.length]
    if (next === undefined) return
    choose(next.key)
    box.current?.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={box}>
      {items.map(({ key, label, count }) => (
        <button
          type="button"
          role="tab"
          key={key}
          data-key={key}
          aria-selected={key === shown}
          tabIndex={key === shown ? 0 : -1}
          onKeyDown={move}
          onClick={() => choose(key)}
        >
          {label}
          {count !== undefined && <span className="count">{count}</span>}
        </button>
      ))}
    </div>
  )
}
