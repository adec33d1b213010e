import { useEffect, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { words } from '../words/words.ts'
import { afterPaint } from './after-paint.ts'
import { Button } from './Button.tsx'
import { tidyDate } from './typed-date.ts'
import { useKeys } from './use-keys.ts'

export type FilterValues = Readonly<Record<string, string | undefined>>

export type FilterBarProps = {
  /** The filters now in force, by field name: what the URL says. */
  readonly values: FilterValues
  /** 查询 and 重置: put the values (empty ones left out) into the URL and begin at the first page. */
  readonly onSearch: (values: Record<string, string>) => void
  /** Fields with a `name`; their values are filled in from `values`. */
  readonly children: ReactNode
}

type Control = HTMLInputElement | HTMLSelectElement

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>('input[name], select[name]')]
}

/** A value that a list has no option for shows as nothing; none at all shows as the first option. */
function show(control: Control, value: string): void {
  control.value = value
  if (value === '' && isWithoutChoice(control)) control.selectedIndex = 0
}

function isWithoutChoice(control: Control): control is HTMLSelectElement {
  return control instanceof HTMLSelectElement && control.selectedIndex < 0
}

/**
 * The filters of a list. The URL is their state: F5, back and a copied link show the same rows. `/` leads here. 查询 is
 * seen to work before the page with the other rows is drawn, however long that takes.
 */
export function FilterBar({ values, onSearch, children }: FilterBarProps): ReactElement {
  const form = useRef<HTMLFormElement>(null)
  const [edited] = useState(() => new Set<EventTarget>())
  const [searching, setSearching] = useState(false)
  const state = JSON.stringify(values)
  useLayoutEffect(() => {
    const bar = form.current
    if (bar === null) return
    const now = JSON.parse(state) as FilterValues
    const showAll = () => {
      for (const control of controlsOf(bar)) if (!edited.has(control)) show(control, now[control.name] ?? '')
    }
    edited.clear()
    showAll()
    // Options that come with an answer come later than the address, and the browser then chooses the first of them.
    const later = new MutationObserver(showAll)
    later.observe(bar, { childList: true, subtree: true })
    return () => later.disconnect()
  }, [state, edited])
  useKeys({ '/': () => form.current && controlsOf(form.current)[0]?.focus() })
  useEffect(() => {
    const free = document.activeElement === document.body || document.activeElement?.matches('main')
    if (free) form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [])
  const latest = useRef(0)
  const search = (found: Record<string, string>) => {
    latest.current += 1
    const own = latest.current
    setSearching(true)
    afterPaint(() => {
      setSearching(false)
      if (form.current !== null && own === latest.current) onSearch(found)
    })
  }
  const reset = () => {
    edited.clear()
    // Those without a name as well: what they hold goes along with a search but never into the address.
    form.current?.querySelectorAll<Control>('input, select').forEach((control) => show(control, ''))
    // At once, as whoever types on would find it wiped; a 查询 that was pressed just before is not sent any more.
    latest.current += 1
    onSearch({})
  }
  return (
    <form
      ref={form}
      className="card filter"
      role="search"
      onInput={({ target }) => edited.add(target)}
      onSubmit={(event) => {
        event.preventDefault()
        const given = controlsOf(event.currentTarget).map((control): [string, string] => {
          const text = (isWithoutChoice(control) ? (values[control.name] ?? '') : control.value).trim()
          return [control.name, control.matches('.date > input') ? tidyDate(text) : text]
        })
        search(Object.fromEntries(given.filter(([, text]) => text !== '')))
      }}
    >
      {children}
      <div className="row">
        <Button type="submit" kind="primary" pending={searching}>
          {words('ui.search')}
        </Button>
        <Button onClick={reset}>{words('ui.reset')}</Button>
      </div>
    </form>
  )
}
