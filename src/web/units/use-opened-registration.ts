import { useQuery } from '@tanstack/react-query'
import type { OutputOf } from '../../contract/endpoint.ts'
import { getRegistration } from '../../contract/units.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import { queryKeyOf } from '../shared/use-endpoint.ts'

export type OpenedRegistration = OutputOf<typeof getRegistration>

/** A registration opened once: each opening is journaled, so it is not fetched again by itself. */
export function useOpenedRegistration(id: string) {
  return useQuery({
    queryKey: queryKeyOf(getRegistration, { id }),
    queryFn: () => callEndpoint(getRegistration, { id }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}
