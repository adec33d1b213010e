import type { ImportBatchId } from '../../domain/shared/ids.ts'
import type { Services } from '../services.ts'
import type { Tasks } from '../tasks.ts'
import { runImport } from './run-import.ts'
import { IMPORT_ROSTER } from './upload-roster.ts'

/** Jobs of enrolment: imports. */
export function enrolmentTasks(services: Services): Tasks {
  return {
    tasks: { [IMPORT_ROSTER]: ({ subject, signal }) => runImport(services, subject as ImportBatchId, signal) },
  }
}
