import * as contract from '../../contract/claim-exports.ts'
import { serveFile } from '../http/mount-file.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { cancelClaimExport } from './cancel-claim-export.ts'
import { decideClaimExport } from './decide-claim-export.ts'
import { downloadClaimExport } from './download-claim-export.ts'
import { listClaimExports } from './export-lists.ts'
import { startClaimExport } from './start-claim-export.ts'

export function claimExportRoutes(services: Services): Required<Routes> {
  return {
    endpoints: [
      serve(contract.startClaimExport, (tx, input) => startClaimExport(tx, services, input, false)),
      serve(contract.startUnmaskedClaimExport, (tx, input) => startClaimExport(tx, services, input, true)),
      serve(contract.decideClaimExport, (tx, input) => decideClaimExport(tx, input)),
      serve(contract.listClaimExports, (tx) => listClaimExports(tx, services)),
      serve(contract.cancelClaimExport, (tx, input) => cancelClaimExport(tx, input)),
    ],
    files: [serveFile(contract.downloadClaimExport, (call, input) => downloadClaimExport(call, services, input))],
  }
}
