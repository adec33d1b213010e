import { useSyncExternalStore } from 'react'

/** Theme and type size. They may live in the browser: they say nothing about a person. */
export type Appearance = { readonly theme: 'light' | 'dark' | 'system'; readonly size: 'normal' | 'large' }

const listeners = new Set<() => void>()

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

function fromBrowser(): Appearance {
  const theme = read('huzhu.theme')
  return {
    theme: theme === 'dark' || theme === 'light' ? theme : 'system',
    size: read('huzhu.size') === 'large' ? 'large' : 'normal',
  }
}

let current = fromBrowser()

export function isDark({ theme }: Appearance): boolean {
  return theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
}

export function setAppearance(change: Partial<Appearance>): void {
  current = { ...current, ...change }
  const { dataset } = document.documentElement
  dataset['theme'] = isDark(current) ? 'dark' : 'light'
  dataset['size'] = current.size
  keep('huzhu.theme', current.theme)
  keep('huzhu.size', current.size)
  for (const listener of listeners) listener()
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    () => current,
  )
}
