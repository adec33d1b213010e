import { keysetOf } from './use-keyset.ts'

/** The texts of a page's search that are there, as texts: the router reads `?number=12` as a number. */
export function textsOf<const Name extends string>(
  search: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): { [N in Name]?: string } {
  const found: { [N in Name]?: string } = {}
  for (const name of names) {
    const value = search[name]
    if (typeof value === 'number' || (typeof value === 'string' && value !== '')) found[name] = String(value)
  }
  return found
}

/** The search of a list: its filters and the page that it shows. For `validateSearch`. */
export function listSearch<const Name extends string>(names: readonly Name[]) {
  return (search: Record<string, unknown>) => ({ ...textsOf(search, names), ...keysetOf(search) })
}

/** One of some words, or nothing where it is none of them. */
export function oneOf<const Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value)
}
