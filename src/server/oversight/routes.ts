import * as contract from '../../contract/oversight.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import { findObjects } from './find-objects.ts'

export function oversightRoutes(): Routes {
  return { endpoints: [serve(contract.findObjects, (tx, input) => findObjects(tx, input))] }
}
