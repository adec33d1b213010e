import { useEffect, useLayoutEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { words } from '../words/words.ts'
import { Button } from './Button.tsx'
import { tidyDate } from './typed-date.ts'
import { useKeys } from './use-keys.ts'

export type FilterValues = Readonly<Record<string, string | undefined>>

export type FilterBarProps = {
  /** The filters now in force, by field name: what the URL says. */
  readonly values: FilterValues
  /** 查询 and 重置: put the values (empty ones left out) into the URL and begin at the first page. */
  readonly onSearch: (values: Record<string, string>) => void
  readonly pending?: boolean
  /** Fields with a `name`; their values are filled in from `values`. */
  readonly children: ReactNode
}

type Control = HTMLInputElement | HTMLSelectElement

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>('input[name], select[name]')]
}

/** The filters of a list. The URL is their state: F5, back and a copied link show the same rows. `/` leads here. */
export function FilterBar({ values, onSearch, pending, children }: FilterBarProps): ReactElement {
  const form = useRef<HTMLFormElement>(null)
  const state = JSON.stringify(values)
  useLayoutEffect(() => {
    const now = JSON.parse(state) as FilterValues
    for (const control of form.current ? controlsOf(form.current) : []) control.value = now[control.name] ?? ''
  }, [state])
  useKeys({ '/': () => form.current && controlsOf(form.current)[0]?.focus() })
  useEffect(() => {
    const free = document.activeElement === document.body || document.activeElement?.matches('main')
    if (free) form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [])
  return (
    <form
      ref={form}
      className="card filter"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        const given = controlsOf(event.currentTarget).map((control): [string, string] => {
          const text = control.value.trim()
          return [control.name, control.matches('.date > input') ? tidyDate(text) : text]
        })
        onSearch(Object.fromEntries(given.filter(([, text]) => text !== '')))
      }}
    >
      {children}
      <div className="row">
        <Button type="submit" kind="primary" pending={pending === true}>
          {words('ui.search')}
        </Button>
        <Button onClick={() => onSearch({})}>{words('ui.reset')}</Button>
      </div>
    </form>
  )
}
