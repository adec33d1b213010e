import * as contract from '../../contract/claims.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { listClaims } from './claim-lists.ts'
import { claimMaterialRoutes } from './material-routes.ts'
import { openClaim } from './open-claim.ts'
import { claimReviewRoutes } from './review-routes.ts'

export function claimRoutes(services: Services): Routes {
  const materials = claimMaterialRoutes(services)
  const reviews = claimReviewRoutes(services)
  return {
    endpoints: [
      serve(contract.listClaims, (tx, input) => listClaims(tx, services, input)),
      serve(contract.openClaim, (tx, { id }) => openClaim(tx, services, id as ClaimId)),
      ...materials.endpoints,
      ...reviews.endpoints,
    ],
    files: [...materials.files, ...reviews.files],
  }
}
