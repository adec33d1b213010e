import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listClaims } from '../../contract/claims.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import { CLAIM_STATES } from '../../domain/claims/claim-workflow.ts'
import { CLAIM_KINDS } from '../../domain/plans/claim-kind.ts'
import { oneOf } from '../shared/list-search.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { useKeyset, type KeysetSearch } from '../shared/use-keyset.ts'
import type { FilterValues } from '../ui/FilterBar.tsx'
import type { ClaimFilterValues } from './claim-filters.ts'

const day = (text: string | undefined) => (text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined)

/** A list of claims whose filters and page are those of the URL, but for the document number, which the page holds. */
export function useClaimList(tab: InputOf<typeof listClaims>['tab'], search: ClaimFilterValues & KeysetSearch) {
  const navigate = useNavigate()
  const [idNumber, setIdNumber] = useState('')
  const { number, name, unitName, kind, state, planCode, from, to, cursor } = search
  const filters: FilterValues = { number, name, unitName, kind, state, planCode, from, to }
  const queried = {
    number,
    name,
    unitName,
    planCode,
    kind: oneOf(CLAIM_KINDS, kind),
    state: oneOf(CLAIM_STATES, state),
    from: day(from),
    to: day(to),
    ...(idNumber !== '' && { idNumber }),
  }
  const query = useEndpointQuery(listClaims, { tab, cursor, ...queried })
  const put = (change: Record<string, unknown>, keep: Record<string, unknown>) =>
    void navigate({ to: '.', search: { ...keep, ...change } as never })
  return {
    query,
    /** What the list is filtered by, the document number included: for exporting the same. */
    queried,
    filters,
    filtered: idNumber !== '' || Object.values(filters).some((value) => value !== undefined),
    pages: useKeyset(search, query.data?.next, (page) => put(page, search)),
    /** Puts other filters into the URL and begins at the first page; `keep` stays, e.g. the tab. */
    filter: (values: Record<string, string>, typedId: string, keep: Record<string, unknown> = {}) => {
      setIdNumber(typedId)
      put(values, keep)
    },
  }
}
