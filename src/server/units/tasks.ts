import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { removeOldDrafts } from './remove-old-drafts.ts'

export function unitTasks(services: Services): Tasks {
  return {
    nightly: {
      'remove-old-drafts': { hour: 2, minute: 20, run: async () => void (await removeOldDrafts(services)) },
    },
  }
}
