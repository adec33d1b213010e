import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { makeClaimLetter } from './make-claim-letter.ts'

/** Draws the PDFs of letters about the end of cases. */
export function claimTasks(services: Services): Tasks {
  return { tasks: { 'make-claim-letter': (job) => makeClaimLetter(services, job) } }
}
