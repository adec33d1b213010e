import * as contract from '../../contract/oversight.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { findObjects } from './find-objects.ts'
import { listTasks } from './list-tasks.ts'

export function oversightRoutes(services: Services): Routes {
  return {
    endpoints: [
      serve(contract.findObjects, (tx, input) => findObjects(tx, input)),
      serve(contract.listTasks, (tx) => listTasks(tx, services)),
    ],
  }
}
