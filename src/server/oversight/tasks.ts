import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { checkNightly } from './check-nightly.ts'
import { tellConspicuous } from './tell-conspicuous.ts'

/** Every night: who behaved conspicuously and, after all else that nights do, whether the data still contradict no rule. */
export function oversightTasks(services: Services): Tasks {
  return {
    nightly: {
      'tell-conspicuous': { hour: 4, minute: 15, run: (_, log) => tellConspicuous(services, log) },
      'check-invariants': { hour: 4, minute: 20, run: (_, log) => checkNightly(services, log) },
    },
  }
}
