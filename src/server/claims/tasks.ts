import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { forgetMaterials } from './forget-materials.ts'

/** What claims do every night. */
export function claimTasks(services: Services): Tasks {
  return {
    nightly: {
      'forget-materials': { hour: 2, minute: 40, run: () => forgetMaterials(services) },
    },
  }
}
