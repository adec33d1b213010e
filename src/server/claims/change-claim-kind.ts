import { sql } from 'kysely'
import type { changeClaimKind as endpoint } from '../../contract/claim-entry.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { unless } from '../db/unique-violation.ts'
import { record } from '../journal.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { found, refused } from '../refusal.ts'
import { otherKindsOf } from './assess-claim-entry.ts'
import { lockEntry } from './save-claim-entry.ts'

/** 改为意外住院 / 改为疾病住院: the same stay under the other kind; what was entered and the images stay. */
export async function changeClaimKind(
  tx: Transaction,
  { id, version, kind }: InputOf<typeof endpoint>,
): Promise<{ version: number }> {
  const { claim } = await lockEntry(tx, id as ClaimId, version)
  const plan = await getPlanVersion(tx, claim.planVersionId)
  if (!otherKindsOf(claim.kind, plan).includes(kind)) return refused({ code: 'kind-not-offered' })
  const { rows } = await unless(
    'claims_once',
    { code: 'kind-already-claimed' },
    sql<{ version: number }>`update claims set kind = ${kind}, version = version + 1, entry_version = entry_version + 1
      where id = ${claim.id} and ${inScope(tx, 'place')} returning version`.execute(tx.db),
  )
  const { number, place } = claim
  await record(tx, {
    action: 'claim-entry.change-kind',
    subject: claim.id,
    place,
    facts: { number },
    before: { kind: claim.kind },
    after: { kind },
  })
  return { version: found(rows[0]).version }
}
