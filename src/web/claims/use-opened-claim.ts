import type { UseQueryResult } from '@tanstack/react-query'
import { openClaim } from '../../contract/claims.ts'
import { useOpened } from '../shared/use-opened.ts'
import type { ClaimDetail } from './claim-detail.ts'

/** A case opened once: each opening is written down, so it is not fetched again by itself. */
export function useOpenedClaim(id: string): UseQueryResult<ClaimDetail> {
  return useOpened(openClaim, { id })
}
