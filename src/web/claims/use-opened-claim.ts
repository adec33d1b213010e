import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { openClaim } from '../../contract/claims.ts'
import { callEndpoint } from '../shared/call-endpoint.ts'
import type { ClaimDetail } from './claim-detail.ts'

/** A case opened once: each opening is written down, so it is not fetched again by itself. */
export function useOpenedClaim(id: string): UseQueryResult<ClaimDetail> {
  return useQuery({
    queryKey: [openClaim.name, { id }],
    queryFn: () => callEndpoint(openClaim, { id }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}
