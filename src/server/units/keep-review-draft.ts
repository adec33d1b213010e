import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { saveRegistrationReviewDraft as endpoint } from '../../contract/registration-review.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { saveReviewDraft } from '../work-pool/review-draft-store.ts'
import { lockHeldWork } from '../work-pool/work-store.ts'
import { lockRegistration } from './registration-store.ts'

/** Keeps the reasons of a return while they are gathered, as long as the caller holds the registration. */
export async function keepRegistrationReviewDraft(
  tx: Transaction,
  { crypto }: Services,
  { id, reasons }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  await lockHeldWork(tx, 'registration', id)
  const { state, place } = await lockRegistration(tx, id)
  if (state !== 'submitted') return refused({ code: 'changed-meanwhile' })
  await saveReviewDraft(tx, crypto, { subject: id, place, content: reasons })
  await record(tx, {
    action: 'registration.save-review-draft',
    subject: id,
    place,
    facts: { reasons: reasons.length },
  })
  return { kept: reasons.length }
}
