import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type * as contract from '../../contract/enrolment-review-draft.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { findReviewDraft, saveReviewDraft } from '../work-pool/review-draft-store.ts'
import { getEnrolmentRow, lockEnrolment, nextState } from './enrolment-store.ts'
import { seesInFull } from './seen-in-full.ts'

type Reasons = InputOf<typeof contract.saveReviewDraft>['reasons']

/** Keeps the reasons of a return while they are gathered, as long as the enrolment can be returned. */
export async function keepReviewDraft(
  tx: Transaction,
  { crypto }: Services,
  { id, reasons }: InputOf<typeof contract.saveReviewDraft>,
): Promise<{ kept: number }> {
  const enrolment = await lockEnrolment(tx, id as EnrolmentId)
  nextState(tx, enrolment, 'return')
  const { place, number } = enrolment
  await saveReviewDraft(tx, crypto, { subject: id, place, content: reasons })
  await record(tx, {
    action: 'enrolment.save-review-draft',
    subject: id,
    place,
    facts: { number, reasons: reasons.length },
  })
  return { kept: reasons.length }
}

/**
 * The reasons that the caller has gathered, people named as the caller may see them. A person who is no longer on the
 * roster is no reason any more.
 */
export async function getReviewDraft(
  tx: Transaction,
  { crypto }: Services,
  { id }: InputOf<typeof contract.getReviewDraft>,
): Promise<OutputOf<typeof contract.getReviewDraft>> {
  const inFull = await seesInFull(tx, await getEnrolmentRow(tx, id as EnrolmentId))
  const reasons = ((await findReviewDraft(tx, crypto, id)) ?? []) as Reasons
  const names = await rosterNames(tx, id as EnrolmentId, reasons)
  return {
    reasons: reasons.flatMap(({ step, planCode = null, field = null, personId = null, text }) => {
      const name = personId === null ? null : names.get(personId)
      if (name === undefined) return []
      const personName = name === null || inFull ? name : maskName(name)
      return [{ step, planCode, field, personId, personName, text }]
    }),
  }
}

/** Names of the people of a roster whom reasons are about, by their id. */
export async function rosterNames(
  tx: Transaction,
  id: EnrolmentId,
  reasons: readonly { readonly personId?: string | undefined }[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = reasons.flatMap(({ personId }) => personId ?? [])
  const { rows } = await sql<{ id: string; name: string }>`select r.id, p.name from roster_people r
    join people p on p.id = r.people_id
    where r.enrolment_id = ${id} and r.id = any(${wanted}::uuid[]) and ${inScope(tx, 'r.place')}`.execute(tx.db)
  return new Map(rows.map((row) => [row.id, row.name]))
}
