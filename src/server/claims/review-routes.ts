import * as claimDecisions from '../../contract/claim-decisions.ts'
import * as claimReview from '../../contract/claim-review.ts'
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
      serve(claimReview.openClaimReview, (tx, { id }) => openClaimReview(tx, services, id as ClaimId)),
      serve(claimReview.saveClaimReviewDraft, (tx, input) => saveClaimReviewDraft(tx, services, input)),
      serve(claimDecisions.passClaims, (tx, input) => passClaims(tx, services, input)),
      serve(claimDecisions.approveClaims, (tx, input) => approveClaims(tx, services, input)),
      serve(claimDecisions.proposeEnding, (tx, input) => proposeEnding(tx, services, input)),
      serve(claimDecisions.confirmEnding, (tx, input) => confirmEnding(tx, services, input)),
      serve(claimDecisions.returnClaims, (tx, input) => returnClaims(tx, services, input)),
      serve(claimDecisions.returnClaimsInside, (tx, input) => returnClaimsInside(tx, services, input)),
      serve(claimDecisions.regradeClaim, (tx, input) => regradeClaim(tx, services, input)),
      serve(claimDecisions.recalculateClaim, (tx, input) => recalculateClaim(tx, services, input)),
      serve(claimDecisions.withdrawClaim, (tx, input) => withdrawClaim(tx, services, input)),
      serve(settings.getClaimSettings, (tx) => listClaimSettings(tx)),
      serve(settings.saveClaimSettings, (tx, input) => saveClaimSettings(tx, input)),
      serve(settings.saveApprovalLimit, (tx, input) => saveApprovalLimit(tx, input)),
    ],
    files: [
      serveFile(claimReview.downloadClaimLetter, async (call, input) => {
        await downloadClaimLetter(call, services, input)
        return {}
      }),
    ],
  }
}
