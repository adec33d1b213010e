import { useRef } from 'react'
import type { PaginationProps } from '../ui/Pagination.tsx'

export type KeysetSearch = { readonly cursor?: string | undefined; readonly page?: number | undefined }

/** The part of a list's search that says which page it shows; for `validateSearch`. */
export function keysetOf(search: Record<string, unknown>): { cursor?: string; page?: number } {
  const { cursor, page } = search
  if (typeof cursor !== 'string' || cursor === '') return {}
  return { cursor, page: typeof page === 'number' && Number.isInteger(page) && page > 1 ? page : 2 }
}

/**
 * Pages of a keyset list. `next` is what the answer gave; `go` puts cursor and page into the URL. The way back is
 * remembered; from a copied link it leads to the first page.
 */
export function useKeyset(
  { cursor, page = 1 }: KeysetSearch,
  next: string | null | undefined,
  go: (search: { cursor: string | undefined; page: number | undefined }) => void,
): Pick<PaginationProps, 'page' | 'onPrevious' | 'onNext'> {
  const trail = useRef(new Map<number, string>())
  const goTo = (to: number, at: string | undefined) => {
    if (cursor !== undefined) trail.current.set(page, cursor)
    go(at === undefined ? { cursor: undefined, page: undefined } : { cursor: at, page: to })
  }
  return {
    page,
    onPrevious: page === 1 ? undefined : () => goTo(page - 1, trail.current.get(page - 1)),
    onNext: typeof next === 'string' ? () => goTo(page + 1, next) : undefined,
  }
}
