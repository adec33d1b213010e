import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { makeLetter } from './make-letter.ts'

/** Draws the PDFs of letters that were issued or refreshed. */
export function certificateTasks(services: Services): Tasks {
  return { tasks: { 'make-letter': (job) => makeLetter(services, job) } }
}
