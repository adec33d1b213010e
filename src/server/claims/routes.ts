import * as acceptance from '../../contract/claim-acceptance.ts'
import * as todos from '../../contract/claim-todos.ts'
import * as contract from '../../contract/claims.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { acceptClaims } from './accept-claims.ts'
import { acceptanceReceipt } from './acceptance-receipt.ts'
import { listClaims } from './claim-lists.ts'
import { sendClaimProgressCode, showClaimProgress } from './claim-progress.ts'
import { deleteClaim } from './delete-claim.ts'
import { findCovers } from './find-covers.ts'
import { listClaimTodos } from './claim-todos.ts'
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
      serve(todos.listClaimTodos, (tx) => listClaimTodos(tx)),
      serve(acceptance.findCovers, (tx, input) => findCovers(tx, services, input)),
      serve(acceptance.acceptClaims, (tx, input) => acceptClaims(tx, services, input)),
      serve(acceptance.deleteClaim, (tx, input) => deleteClaim(tx, services, input)),
      serve(acceptance.acceptanceReceipt, (tx, input) => acceptanceReceipt(tx, services, input)),
      serve(acceptance.sendClaimProgressCode, (tx, input) => sendClaimProgressCode(tx, services, input)),
      serve(acceptance.claimProgress, (tx, input) => showClaimProgress(tx, services, input)),
      ...materials.endpoints,
      ...reviews.endpoints,
    ],
    files: [...materials.files, ...reviews.files],
  }
}
