import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import type { ExportId } from '../../domain/shared/ids.ts'
import { EXPORT_CLAIMS } from './export-task.ts'
import { forgetExports } from './forget-exports.ts'
import { forgetMaterials } from './forget-materials.ts'
import { makeClaimLetter } from './make-claim-letter.ts'
import { runClaimExport } from './run-claim-export.ts'

/** What claims do outside of requests: letters about the end of cases, exports, and images that nobody needs any more. */
export function claimTasks(services: Services): Tasks {
  return {
    tasks: {
      'make-claim-letter': (job) => makeClaimLetter(services, job),
      [EXPORT_CLAIMS]: ({ subject, signal }) => runClaimExport(services, subject as ExportId, signal),
    },
    nightly: {
      'forget-materials': { hour: 2, minute: 40, run: () => forgetMaterials(services) },
      'forget-exports': { hour: 2, minute: 50, run: () => forgetExports(services) },
    },
  }
}
