import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { checkNightly } from './check-nightly.ts'

/** Every night, after everything else that nights do: whether the data still contradict no rule. */
export function oversightTasks(services: Services): Tasks {
  return {
    nightly: {
      'check-invariants': { hour: 4, minute: 20, run: (_, log) => checkNightly(services, log) },
    },
  }
}
