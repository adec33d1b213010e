import { useNavigate } from '@tanstack/react-router'
import type { InputOf } from '../../contract/endpoint.ts'
import { listEnrolments } from '../../contract/enrolment.ts'
import { ENROLMENT_STATES } from '../../domain/enrolment/enrolment-workflow.ts'
import { oneOf } from '../shared/list-search.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { useKeyset, type KeysetSearch } from '../shared/use-keyset.ts'
import type { FilterValues } from '../ui/FilterBar.tsx'
import type { EnrolmentFilterValues } from './enrolment-filters.ts'

const day = (text: string | undefined) => (text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined)

/** A list of enrolments whose filters and page are those of the URL. */
export function useEnrolmentList(
  tab: InputOf<typeof listEnrolments>['tab'],
  search: EnrolmentFilterValues & KeysetSearch,
) {
  const navigate = useNavigate()
  const { state, number, unitName, planCode, from, to, cursor } = search
  const filters: FilterValues = { state, number, unitName, planCode, from, to }
  const query = useEndpointQuery(listEnrolments, {
    tab,
    state: oneOf(ENROLMENT_STATES, state),
    number,
    unitName,
    planCode,
    from: day(from),
    to: day(to),
    cursor,
  })
  const put = (change: Record<string, unknown>, keep: Record<string, unknown>) =>
    void navigate({ to: '.', search: { ...keep, ...change } as never })
  return {
    query,
    filters,
    filtered: Object.values(filters).some((value) => value !== undefined),
    pages: useKeyset(search, query.data?.next, (page) => put(page, search)),
    /** Puts other filters into the URL and begins at the first page; `keep` stays, e.g. the tab. */
    filter: (values: Record<string, string>, keep: Record<string, unknown> = {}) => put(values, keep),
  }
}
