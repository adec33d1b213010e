import * as contract from '../../contract/oversight.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import { listTasks as listTasksEndpoint } from '../../contract/tasks.ts'
import type { Services } from '../services.ts'
import { findObjects } from './find-objects.ts'
import { countTasks, listTasks } from './list-tasks.ts'

export function oversightRoutes(services: Services): Routes {
  return {
    endpoints: [
      serve(contract.findObjects, (tx, input) => findObjects(tx, input)),
      serve(contract.countTasks, (tx) => countTasks(tx)),
      serve(listTasksEndpoint, (tx) => listTasks(tx, services)),
    ],
  }
}
