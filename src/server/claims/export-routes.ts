import * as trial from '../../contract/benefit-trial.ts'
import * as contract from '../../contract/claim-exports.ts'
import { serveFile } from '../http/mount-file.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { listPlanVersions, tryClaim, tryFacts } from './benefit-trial.ts'
import { cancelClaimExport } from './cancel-claim-export.ts'
import { decideClaimExport } from './decide-claim-export.ts'
import { downloadClaimExport } from './download-claim-export.ts'
import { listClaimExports } from './export-lists.ts'
import { startClaimExport } from './start-claim-export.ts'

/** What looks at claims without changing them: exports and trials of the calculation. */
export function claimExportRoutes(services: Services): Required<Routes> {
  return {
    endpoints: [
      serve(contract.startClaimExport, (tx, input) => startClaimExport(tx, services, input, false)),
      serve(contract.startUnmaskedClaimExport, (tx, input) => startClaimExport(tx, services, input, true)),
      serve(contract.decideClaimExport, (tx, input) => decideClaimExport(tx, input)),
      serve(contract.listClaimExports, (tx) => listClaimExports(tx, services)),
      serve(contract.cancelClaimExport, (tx, input) => cancelClaimExport(tx, input)),
      serve(trial.listPlanVersions, (tx) => listPlanVersions(tx)),
      serve(trial.tryBenefit, (tx, input) => tryFacts(tx, input)),
      serve(trial.tryClaim, (tx, input) => tryClaim(tx, services, input)),
    ],
    files: [serveFile(contract.downloadClaimExport, (call, input) => downloadClaimExport(call, services, input))],
  }
}
