import { useCallback } from 'react'
import { listInsured } from '../../contract/certificates.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { useRowWindows } from '../ui/use-row-windows.ts'

export type Insured = OutputOf<typeof listInsured>['rows'][number]
/** Undefined person: a number that an older letter left free. */
export type InsuredRow = { readonly rowNumber: number; readonly person: Insured | undefined }

/** The people of a letter by row number, in windows; or the first 500 that a search finds. */
export function useInsured(id: string, search: string) {
  const head = useEndpointQuery(listInsured, { id, from: 1, to: 1 })
  const found = useEndpointQuery(listInsured, { id, search }, { enabled: search !== '' })
  const windows = useRowWindows(id, async (offset, limit): Promise<readonly InsuredRow[]> => {
    const { rows } = await callEndpoint(listInsured, { id, from: offset + 1, to: offset + limit })
    const byNumber = new Map(rows.map((person) => [person.rowNumber, person]))
    return Array.from({ length: limit }, (_, index) => ({
      rowNumber: offset + index + 1,
      person: byNumber.get(offset + index + 1),
    }))
  })
  const ignoreRange = useCallback(() => undefined, [])
  const filtered = search !== ''
  const rows = found.data?.rows ?? []
  return {
    filtered,
    people: filtered ? rows.length : (head.data?.people ?? 0),
    count: filtered ? rows.length : (head.data?.lastRowNumber ?? 0),
    rowAt: (index: number): InsuredRow | undefined => {
      const person = rows[index]
      return filtered ? person && { rowNumber: person.rowNumber, person } : windows.rowAt(index)
    },
    onRange: filtered ? ignoreRange : windows.onRange,
    failed: filtered ? (found.error ?? undefined) : (head.error ?? windows.failed),
    retry: () => {
      void head.refetch()
      windows.retry()
      if (filtered) void found.refetch()
    },
    loading: (filtered ? found : head).data === undefined,
  }
}
