import type { ImportBatchId } from '../../domain/shared/ids.ts'
import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { endUnpaid } from './end-unpaid.ts'
import { forgetRosters } from './forget-rosters.ts'
import { runImport } from './run-import.ts'
import { IMPORT_ROSTER } from './import-task.ts'

/** Jobs of enrolment: imports, and every night what was not paid and what must not be kept. */
export function enrolmentTasks(services: Services): Tasks {
  return {
    nightly: {
      'end-unpaid': { hour: 1, minute: 10, run: (signal, log) => endUnpaid(services, signal, log) },
      'forget-rosters': { hour: 2, minute: 20, run: () => forgetRosters(services) },
    },
    tasks: { [IMPORT_ROSTER]: ({ subject, signal }) => runImport(services, subject as ImportBatchId, signal) },
  }
}
