import { useNavigate, useSearch } from '@tanstack/react-router'
import { listRegistrations } from '../../contract/registration-review.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { useKeyset } from '../shared/use-keyset.ts'
import type { RegistrationTab } from './registration-tabs.ts'

/** A list of registrations; tab, filters and page stand in the address. */
export function useRegistrations(shown: RegistrationTab) {
  const search = useSearch({ from: '/inside/registrations' })
  const navigate = useNavigate({ from: '/registrations' })
  const { tab: _, cursor, page: __, ...filters } = search
  const query = useEndpointQuery(listRegistrations, { tab: shown, ...filters, cursor })
  const kept = search.tab === undefined ? {} : { tab: search.tab }
  const pages = useKeyset(
    search,
    query.data?.next,
    (place) => void navigate({ search: { ...kept, ...filters, ...place } }),
  )
  return {
    query,
    filters,
    filtered: Object.keys(filters).length > 0,
    pages,
    filter: (values: Readonly<Record<string, string>>) => void navigate({ search: { ...kept, ...values } }),
    show: (tab: RegistrationTab) => void navigate({ search: { ...filters, tab } }),
  }
}
