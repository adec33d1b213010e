import type { UseQueryResult } from '@tanstack/react-query'
import { listMaterialSlots } from '../../contract/claim-materials.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'

export type ClaimMaterials = OutputOf<typeof listMaterialSlots>
export type MaterialSlot = ClaimMaterials['slots'][number]
export type MaterialImage = MaterialSlot['images'][number]

/** The slots of a case and what is in them. */
export function useClaimMaterials(claimId: string): UseQueryResult<ClaimMaterials> {
  return useEndpointQuery(listMaterialSlots, { id: claimId })
}
