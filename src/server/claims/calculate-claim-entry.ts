import type { calculateClaimEntry as endpoint } from '../../contract/claim-entry.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { problemSentence } from '../../contract/words/entry-words.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { calculateEntry } from './calculate-claim.ts'
import { openEntry } from './claim-secrets.ts'
import type { StoredClaim } from './claim-store.ts'
import { fieldTold } from './entry-state.ts'
import { changeOf, keepCalculation, wireCalculation } from './keep-calculation.ts'
import { lockEntry } from './save-claim-entry.ts'

/**
 * 【申领计算】: what the case pays as it is entered, with the history of now; kept with everything that it took. Cases of the
 * same event that are entered far enough are calculated along with it, so that they can be submitted together.
 */
export async function calculateClaimEntry(
  tx: Transaction,
  services: Services,
  { id, version }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const { claim, siblings } = await lockEntry(tx, id as ClaimId, version)
  const { place, number } = claim
  const calculated = await calculateEntry(tx, services, claim, openEntry(services.crypto, claim))
  if (!calculated.ok) {
    const { problems } = calculated.refusal
    const facts = { number, problems: problems.map(({ field }) => field) }
    await record(tx, { action: 'claim-entry.calculate', subject: claim.id, place, facts, result: 'refused' })
    const told = problems.map(({ field, message }) => fieldTold(field, problemSentence(field, message)))
    return { version, calculation: null, change: null, problems: told }
  }
  const kept = await keepCalculation(tx, services, claim, calculated.value)
  for (const sibling of siblings) await calculateAlong(tx, services, sibling)
  const change = await changeOf(tx, services, kept)
  await record(tx, { action: 'claim-entry.calculate', subject: claim.id, place, facts: { number, total: kept.total } })
  return { version, calculation: wireCalculation(kept, { ...kept, outdated: false }), change, problems: [] }
}

async function calculateAlong(tx: Transaction, services: Services, sibling: StoredClaim): Promise<void> {
  if (sibling.state !== 'entry') return
  const calculated = await calculateEntry(tx, services, sibling, openEntry(services.crypto, sibling))
  if (calculated.ok) await keepCalculation(tx, services, sibling, calculated.value)
}
