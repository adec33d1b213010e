import { useNavigate } from '@tanstack/react-router'
import { useKeyset, type KeysetSearch } from '../shared/use-keyset.ts'
import type { PaginationProps } from '../ui/Pagination.tsx'

/** Only a day that the server takes; a half-typed one filters nothing. */
export const dayIn = (text: string | undefined) =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined

/** Puts filters into the address; the tab stays. */
export function useSearchPut({ tab }: { readonly tab?: string | undefined }): (values: object) => void {
  const navigate = useNavigate()
  return (values) => void navigate({ to: '.', search: { ...(tab !== undefined && { tab }), ...values } as never })
}

export function usePages(
  search: KeysetSearch & object,
  next: string | null | undefined,
): Pick<PaginationProps, 'page' | 'onPrevious' | 'onNext'> {
  const navigate = useNavigate()
  return useKeyset(search, next, (page) => void navigate({ to: '.', search: { ...search, ...page } as never }))
}
