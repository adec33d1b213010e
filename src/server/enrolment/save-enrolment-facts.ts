import type { InputOf } from '../../contract/endpoint.ts'
import type { saveEnrolmentFacts as endpoint } from '../../contract/enrolment.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { maskSensitive } from '../../domain/shared/sensitive.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import { lockEditable, saveFacts } from './enrolment-store.ts'

/** 在职职工人数, 在职女职工人数 and 参保说明, saved as one goes; what is not given stays. */
export async function saveEnrolmentFacts(
  tx: Transaction,
  { id, ...given }: InputOf<typeof endpoint>,
): Promise<{ version: number }> {
  const enrolment = await lockEditable(tx, id as EnrolmentId)
  const { staffCount = enrolment.staffCount, womenCount = enrolment.womenCount } = given
  const { explanation = enrolment.explanation } = given
  if (womenCount !== null && staffCount !== null && womenCount > staffCount) {
    return refused({ code: 'women-exceed-staff', staff: staffCount, womenStaff: womenCount })
  }
  const version = await saveFacts(tx, enrolment.id, { staffCount, womenCount, explanation: maskSensitive(explanation) })
  const { staffCount: staffBefore, womenCount: womenBefore } = enrolment
  await record(tx, {
    action: 'enrolment.save-facts',
    subject: enrolment.id,
    place: enrolment.place,
    before: { staffCount: staffBefore, womenCount: womenBefore },
    after: { staffCount, womenCount },
  })
  return { version }
}
