import * as contract from '../../contract/work-pool.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import { handOverWork, listColleagues } from './hand-over.ts'
import { releaseWork, takeWork } from './take-work.ts'
import { countWork } from './work-lists.ts'

export function workPoolRoutes(): Routes {
  return {
    endpoints: [
      serve(contract.takeWork, (tx, input) => takeWork(tx, input)),
      serve(contract.releaseWork, (tx, input) => releaseWork(tx, input)),
      serve(contract.listColleagues, (tx, input) => listColleagues(tx, input)),
      serve(contract.handOverWork, (tx, input) => handOverWork(tx, input)),
      serve(contract.countWork, (tx) => countWork(tx)),
    ],
  }
}
