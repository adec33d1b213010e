import { useSyncExternalStore } from 'react'

/** A page that was opened: its address (scroll is kept by the router for each address) and its title. */
export type OpenedPage = { readonly href: string; readonly title: string }

const MOST = 8
const KEY = 'huzhu.opened'
const listeners = new Set<() => void>()

function stored(): readonly OpenedPage[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as OpenedPage[]
  } catch {
    return []
  }
}

let opened = stored()

function change(next: readonly OpenedPage[]): void {
  opened = next
  try {
    // Addresses and numbers only: titles may name a person or a unit and are filled in again when the page is opened.
    sessionStorage.setItem(KEY, JSON.stringify(next.map(({ href, title }) => ({ href, title: plainTitle(title) }))))
  } catch {
    // Without storage the tabs last until the page is reloaded.
  }
  for (const listener of listeners) listener()
}

/** Numbers of cases, enrolments and letters: two letters and many digits, as no document of a person has them. */
const OUR_NUMBER = /^[A-Z]{2}\d{14,19}$/

/** The part of a title that names the page, and its object only where that is a number of ours. */
export function plainTitle(title: string): string {
  const [page = title, ...object] = title.split(' · ')
  const [number = ''] = object
  return object.length === 1 && OUR_NUMBER.test(number) ? title : page
}

const pathOf = (href: string) => href.split('?')[0]

/** Notes that a page is shown. The same path with another query is the same tab; the oldest of more than eight goes. */
export function noteOpened(page: OpenedPage): void {
  const known = opened.findIndex(({ href }) => pathOf(href) === pathOf(page.href))
  if (known >= 0) {
    const before = opened[known]
    if (before?.href !== page.href || before.title !== page.title) {
      change(opened.map((other, index) => (index === known ? page : other)))
    }
  } else change([...opened, page].slice(-MOST))
}

/** Closes a tab and answers with the address to show instead, where it was the one shown. */
export function closeOpened(href: string): string | undefined {
  const index = opened.findIndex((page) => page.href === href)
  change(opened.filter((page) => page.href !== href))
  return (opened[index] ?? opened[index - 1])?.href
}

export function useOpenedPages(): readonly OpenedPage[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    () => opened,
  )
}
