import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { listRefusedRows } from '../../contract/roster-imports.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import type { RefusedRow } from './person-cells.ts'

export type RefusedRows = {
  readonly loaded: readonly RefusedRow[]
  readonly count: number
  readonly rowAt: (index: number) => RefusedRow | undefined
  readonly onRange: (from: number, to: number) => void
  /** Shows a row with the problems that are left, or takes it out where it was accepted. */
  readonly settle: (id: string, row: RefusedRow | undefined) => void
  /** Reads again what is there, e.g. once rows were accepted that repeated another. */
  readonly readAgain: () => void
  readonly loading: boolean
  readonly error: unknown
  /** The last try to read on, or to read at all, is made again. */
  readonly retry: () => void
  readonly retrying: boolean
}

/** The open refused rows of a batch, read on as one scrolls; one row more than known stands for those still to come. */
export function useRefusedRows(batchId: string, code: string | undefined): RefusedRows {
  const [settled, setSettled] = useState<ReadonlyMap<string, RefusedRow | undefined>>(new Map())
  const query = useInfiniteQuery({
    queryKey: [listRefusedRows.name, { id: batchId, code }, 'all'],
    queryFn: ({ pageParam, signal }) =>
      callEndpoint(listRefusedRows, { id: batchId, code, cursor: pageParam, limit: 100 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const { data, error, isPending, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  const rows = (data?.pages ?? [])
    .flatMap((page) => page.rows)
    .flatMap((row) => (settled.has(row.id) ? (settled.get(row.id) ?? []) : row))
  const known = rows.length
  // What failed is not asked for again by a grid that draws itself anew, only by somebody.
  const goesOn = hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  const onRange = useCallback(
    (_from: number, to: number) => {
      if (to + 30 >= known && goesOn) void fetchNextPage()
    },
    [known, goesOn, fetchNextPage],
  )
  return {
    loaded: rows,
    count: known + (hasNextPage && !isFetchNextPageError ? 1 : 0),
    rowAt: (index) => rows[index],
    onRange,
    settle: (id, row) => setSettled((before) => new Map(before).set(id, row)),
    readAgain: () => void query.refetch(),
    loading: isPending,
    error,
    retry: () => void (isFetchNextPageError ? fetchNextPage() : query.refetch()),
    retrying: query.isFetching,
  }
}
