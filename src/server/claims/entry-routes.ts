import * as contract from '../../contract/claim-entry.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { acceptOtherClaim } from './accept-other-claim.ts'
import { tryOtherClaims } from './also-claimable.ts'
import { assessClaimEntry } from './assess-claim-entry.ts'
import { showBenefitLedger } from './benefit-ledger.ts'
import { calculateClaimEntry } from './calculate-claim-entry.ts'
import { changeClaimKind } from './change-claim-kind.ts'
import { changeIncidentDay } from './change-incident-day.ts'
import { saveClaimEntry } from './save-claim-entry.ts'
import { submitClaimEntry } from './submit-claim-entry.ts'

/** 费用录入 */
export function claimEntryRoutes(services: Services): Routes {
  return {
    endpoints: [
      serve(contract.assessClaimEntry, (tx, { id }) => assessClaimEntry(tx, services, id as ClaimId)),
      serve(contract.saveClaimEntry, (tx, input) => saveClaimEntry(tx, services, input)),
      serve(contract.calculateClaimEntry, (tx, input) => calculateClaimEntry(tx, services, input)),
      serve(contract.submitClaimEntry, (tx, input) => submitClaimEntry(tx, services, input)),
      serve(contract.changeClaimKind, (tx, input) => changeClaimKind(tx, input)),
      serve(contract.changeIncidentDay, (tx, input) => changeIncidentDay(tx, services, input)),
      serve(contract.tryOtherClaims, (tx, { id }) => tryOtherClaims(tx, services, id as ClaimId)),
      serve(contract.acceptOtherClaim, (tx, input) => acceptOtherClaim(tx, services, input)),
      serve(contract.showBenefitLedger, (tx, { id }) => showBenefitLedger(tx, id as ClaimId)),
    ],
  }
}
