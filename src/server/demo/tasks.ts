import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { MAKE_DEMO_CASES, makeDemoCases } from './make-demo-cases.ts'

/** What the demo association does by itself once the server has started. */
export function demoTasks(services: Services): Tasks {
  return { tasks: { [MAKE_DEMO_CASES]: ({ signal }) => makeDemoCases(services, signal) } }
}
