import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { forgetMaterials } from './forget-materials.ts'
import { makeClaimLetter } from './make-claim-letter.ts'

/** What claims do outside of requests: letters about the end of cases, and images that nobody needs any more. */
export function claimTasks(services: Services): Tasks {
  return {
    tasks: { 'make-claim-letter': (job) => makeClaimLetter(services, job) },
    nightly: {
      'forget-materials': { hour: 2, minute: 40, run: () => forgetMaterials(services) },
    },
  }
}
