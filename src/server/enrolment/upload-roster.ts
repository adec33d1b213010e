import { uploadRoster as route } from '../../contract/roster-imports.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { shanghaiTime, instantOf } from '../../domain/shared/time.ts'
import { saveFile } from '../files/file-store.ts'
import { putFile } from '../files/file-vault.ts'
import { needRoom } from '../files/room.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { uploadIn } from '../http/read-upload.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { record } from '../journal.ts'
import { accepted, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { findSameFile, insertBatch, type SameFile } from './batch-store.ts'
import { countRunningImports, getChosenPlan } from './enrolment-plan-store.ts'
import { lockEditable } from './enrolment-store.ts'
import { mayAsk } from './elsewhere-answers.ts'
import { IMPORT_ROSTER } from './import-task.ts'

const ROSTER_FILES = /\.(xlsx|xls|csv)$/i

/** Takes a roster file into the encrypted store and leaves the rest to a job, whose batch can be watched. */
export function rosterUploader({ vault }: Services): FileHandler<typeof route> {
  return async (call, { id, planCode, again = false }) => {
    const upload = await uploadIn(call.request, route.limit)
    const { fileName } = upload
    if (!ROSTER_FILES.test(fileName)) return refused({ code: 'roster-kind-refused' })
    const stored = accepted(await putFile(vault, upload.stream, { limit: route.limit }))
    const fileHash = Buffer.from(stored.sha256, 'hex')
    return call.within(route.name, async (tx) => {
      await mayAsk(tx, 'elsewhere-in-file')
      const enrolment = await lockEditable(tx, id as EnrolmentId)
      await getChosenPlan(tx, enrolment.id, planCode)
      if ((await countRunningImports(tx, enrolment.id, planCode)) > 0) return refused({ code: 'import-running' })
      const before = again ? undefined : await findSameFile(tx, enrolment.id, planCode, fileHash)
      if (before) return refused(sameFileRefusal(before))
      const { place } = enrolment
      const mediaType = 'application/octet-stream'
      await needRoom(tx, place, 'roster', stored.size)
      const fileId = await saveFile(tx, { place, purpose: 'roster', name: fileName, mediaType, stored })
      const batchId = await insertBatch(tx, enrolment, { planCode, fileId, fileName, fileHash, bytes: stored.size })
      await enqueue(tx, { task: IMPORT_ROSTER, subject: batchId, key: batchId })
      const facts = { batch: batchId, plan: planCode, bytes: stored.size, again }
      await record(tx, { action: route.name, subject: enrolment.id, place, facts })
      return { batchId }
    })
  }
}

/** Tells when the same bytes came and what became of them. */
function sameFileRefusal({ createdAt, state, rows, accepted }: SameFile) {
  const at = shanghaiTime(instantOf(createdAt.getTime()))
  return { code: 'file-came-before', at, state, rows, accepted, refused: rows - accepted } as const
}
