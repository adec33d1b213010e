import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { removeOldTraces } from './remove-old-traces.ts'

export function accountTasks(services: Services): Tasks {
  return { nightly: { 'remove-old-traces': { hour: 2, minute: 40, run: () => removeOldTraces(services) } } }
}
