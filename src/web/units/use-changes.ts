import { useNavigate, useSearch } from '@tanstack/react-router'
import type { InputOf } from '../../contract/endpoint.ts'
import { listUnitChanges } from '../../contract/unit-profile.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { useKeyset } from '../shared/use-keyset.ts'

type State = InputOf<typeof listUnitChanges>['state']

/** A list of changes; its state, its page and the change that is opened stand in the address. */
export function useChanges(state: State) {
  const search = useSearch({ from: '/inside/unit-changes' })
  const navigate = useNavigate({ from: '/unit-changes' })
  const { open, state: kept, ...place } = search
  const query = useEndpointQuery(listUnitChanges, { state, cursor: place.cursor })
  const stays = kept === undefined ? {} : { state: kept }
  const rows = query.data?.rows
  return {
    query,
    pages: useKeyset(place, query.data?.next, (to) => void navigate({ search: { ...stays, ...to } })),
    open,
    /** The one below the change that is opened, where the list has both. */
    next: rows?.[rows.findIndex(({ id }) => id === open) + 1]?.id,
    show: (id: string | undefined) =>
      void navigate({ search: { ...stays, ...place, ...(id !== undefined && { open: id }) } }),
    /** Another state; `undefined` for the one that stands first. */
    go: (to: State | undefined) => void navigate({ search: to === undefined ? {} : { state: to } }),
  }
}
