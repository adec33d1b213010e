import { sql } from 'kysely'
import type { acceptOtherClaim as endpoint } from '../../contract/claim-entry.ts'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import { firstStateOf } from '../../domain/claims/claim-workflow.ts'
import type { ClaimId, OrganisationId } from '../../domain/shared/ids.ts'
import type { Transaction } from '../db/transaction.ts'
import { unless } from '../db/unique-violation.ts'
import { newId } from '../db/uuid.ts'
import { record } from '../journal.ts'
import { found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { holdEntered } from '../work-pool/work-store.ts'
import { nextCaseNumber } from './accept-claims.ts'
import { listOtherClaims } from './also-claimable.ts'
import { lockPersonOf } from './benefit-reserve.ts'
import { openEntry, sealEntry } from './claim-secrets.ts'
import { getClaimRow, insertClaim } from './claim-store.ts'
import { enterEntry } from './enter-entry.ts'
import { lockEvent } from './lock-event.ts'
import { listMaterials } from './material-store.ts'
import { shareMaterial } from './share-material.ts'

/**
 * One click on 还可申领: the kind is accepted into the same event with what was entered, at the same desk, and taken for the
 * caller. Judged again under the person's lock.
 */
export async function acceptOtherClaim(
  tx: Transaction,
  services: Services,
  { id, coverId, kind }: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> {
  const { claim } = await lockEvent(tx, id as ClaimId)
  await lockPersonOf(tx, claim)
  const others = await listOtherClaims(tx, services, claim, openEntry(services.crypto, claim))
  const other = others.find((one) => one.cover.id === coverId && one.kind === kind)
  if (!other) return refused({ code: 'other-claim-gone' })
  const { officeId } = claim
  const number = await nextCaseNumber(tx, { officeId, officeCode: await officeCodeOf(tx, officeId) })
  const made = { id: newId<ClaimId>(), number }
  const { acceptanceId, agencyId, personId, source, incidentOn } = claim
  const { cover, planCode, entry: begun } = other
  const state = firstStateOf(kind)
  await unless(
    'claims_once',
    { code: 'other-claim-gone' },
    insertClaim(tx, {
      ...made,
      acceptanceId,
      unitId: cover.unitId,
      place: cover.place,
      agencyId,
      officeId,
      personId,
      peopleId: cover.peopleId,
      coverId: cover.id,
      planCode,
      planVersionId: cover.planVersionId,
      kind,
      source,
      incidentOn,
      state,
      sealed: sealEntry(services.crypto, made.id, begun),
    }),
  )
  const accepted = await getClaimRow(tx, made.id)
  if (state === 'entry') {
    await enterEntry(tx, accepted)
    await holdEntered(tx, 'claim-entry', accepted.id)
  }
  for (const material of await listMaterials(tx, claim.id))
    await shareMaterial(tx, services, { claim, siblings: [accepted] }, material)
  const facts = { number: made.number, kind, from: claim.number }
  await record(tx, { action: 'claim-entry.accept-also', subject: made.id, place: cover.place, facts })
  return made
}

async function officeCodeOf(tx: Transaction, officeId: OrganisationId): Promise<string> {
  const { rows } = await sql<{ code: string }>`select code from organisations where id = ${officeId}`.execute(tx.db)
  return found(rows[0]).code
}
