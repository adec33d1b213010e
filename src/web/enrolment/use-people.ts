import { useCallback, useEffect, useState } from 'react'
import { listRoster } from '../../contract/roster.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { useRowWindows } from '../ui/use-row-windows.ts'
import type { Person } from './person-cells.ts'

export type PeopleFilter = { readonly search: string; readonly only: 'all' | 'warnings' | 'over-age' | 'high-risk' }

/** A row of the grid; undefined person: removed earlier, its number stays free. */
export type PeopleRow = { readonly rowNumber: number; readonly person: Person | undefined }

export type People = {
  readonly count: number
  readonly rowAt: (index: number) => PeopleRow | undefined
  readonly onRange: (from: number, to: number) => void
  /** Shows a person as corrected. */
  readonly replace: (index: number, person: Person) => void
  /** Forgets what was read, e.g. after a removal. */
  readonly readAgain: () => void
  readonly failed: unknown
  readonly retry: () => void
  readonly filtered: boolean
  /** Nothing is known yet of what a filter finds. */
  readonly loading: boolean
}

/** The text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** The people of a roster by row number, in windows as they come into sight; or the first 500 that a filter finds. */
export function usePeople(id: string, planCode: string, lastRowNumber: number, filter: PeopleFilter): People {
  const search = useSettled(filter.search.trim())
  const filtered = search !== '' || filter.only !== 'all'
  const [generation, setGeneration] = useState(0)
  const fetchRows = async (offset: number, limit: number): Promise<readonly PeopleRow[]> => {
    const from = offset + 1
    const { rows } = await callEndpoint(listRoster, { id, planCode, from, to: offset + limit })
    const byNumber = new Map(rows.map((person) => [person.rowNumber, person]))
    return Array.from({ length: limit }, (_, index) => ({
      rowNumber: from + index,
      person: byNumber.get(from + index),
    }))
  }
  const windows = useRowWindows(`${id} ${planCode} ${lastRowNumber} ${generation}`, fetchRows)
  const found = useEndpointQuery(
    listRoster,
    { id, planCode, ...(search !== '' && { search }), only: filter.only },
    { enabled: filtered },
  )
  const rows = found.data?.rows ?? []
  const ignoreRange = useCallback(() => undefined, [])
  return {
    count: filtered ? rows.length : lastRowNumber,
    rowAt: (index) => {
      const person = rows[index]
      return filtered ? person && { rowNumber: person.rowNumber, person } : windows.rowAt(index)
    },
    onRange: filtered ? ignoreRange : windows.onRange,
    replace: (index, person) => {
      if (filtered) void found.refetch()
      windows.replace(filtered ? person.rowNumber - 1 : index, { rowNumber: person.rowNumber, person })
    },
    readAgain: () => {
      setGeneration(generation + 1)
      if (filtered) void found.refetch()
    },
    failed: filtered ? (found.error ?? undefined) : windows.failed,
    retry: filtered ? () => void found.refetch() : windows.retry,
    filtered,
    loading: filtered && found.data === undefined,
  }
}
