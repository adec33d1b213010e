import * as contract from '../../contract/claim-review.ts'
import * as settings from '../../contract/claim-settings.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { serveFile } from '../http/mount-file.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { approveClaims } from './approve-claims.ts'
import { listClaimSettings, saveApprovalLimit, saveClaimSettings } from './claim-settings.ts'
import { confirmEnding } from './confirm-ending.ts'
import { downloadClaimLetter } from './download-claim-letter.ts'
import { openClaimReview, saveClaimReviewDraft } from './open-claim-review.ts'
import { passClaims } from './pass-claims.ts'
import { proposeEnding } from './propose-ending.ts'
import { recalculateClaim, regradeClaim } from './regrade-claim.ts'
import { returnClaims, returnClaimsInside } from './return-claims.ts'
import { withdrawClaim } from './withdraw-claim.ts'

export function claimReviewRoutes(services: Services): Required<Routes> {
  return {
    endpoints: [
      serve(contract.openClaimReview, (tx, { id }) => openClaimReview(tx, services, id as ClaimId)),
      serve(contract.saveClaimReviewDraft, (tx, input) => saveClaimReviewDraft(tx, services, input)),
      serve(contract.passClaims, (tx, input) => passClaims(tx, services, input)),
      serve(contract.approveClaims, (tx, input) => approveClaims(tx, services, input)),
      serve(contract.proposeEnding, (tx, input) => proposeEnding(tx, services, input)),
      serve(contract.confirmEnding, (tx, input) => confirmEnding(tx, services, input)),
      serve(contract.returnClaims, (tx, input) => returnClaims(tx, services, input)),
      serve(contract.returnClaimsInside, (tx, input) => returnClaimsInside(tx, services, input)),
      serve(contract.regradeClaim, (tx, input) => regradeClaim(tx, services, input)),
      serve(contract.recalculateClaim, (tx, input) => recalculateClaim(tx, services, input)),
      serve(contract.withdrawClaim, (tx, input) => withdrawClaim(tx, services, input)),
      serve(settings.getClaimSettings, (tx) => listClaimSettings(tx)),
      serve(settings.saveClaimSettings, (tx, input) => saveClaimSettings(tx, input)),
      serve(settings.saveApprovalLimit, (tx, input) => saveApprovalLimit(tx, input)),
    ],
    files: [
      serveFile(contract.downloadClaimLetter, async (call, input) => {
        await downloadClaimLetter(call, services, input)
        return {}
      }),
    ],
  }
}
