import { sql } from 'kysely'
import type { tryOtherClaims as endpoint } from '../../contract/claim-entry.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { choicesOf, entryFor, isLikely, type OpenChoice } from '../../domain/claims/also-claimable.ts'
import { claimDeadline, countedFromDay } from '../../domain/claims/claim-deadline.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { excludeEachOther } from '../../domain/claims/companion-kinds.ts'
import { entryNeeds, takesStays } from '../../domain/claims/entry-needs.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { ClaimId, CoverId, Id, OrganisationId, PlanVersionId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import type { Services } from '../services.ts'
import { calculateEntry } from './calculate-claim.ts'
import { findStayUses } from './claim-days.ts'
import { openEntry } from './claim-secrets.ts'
import { getClaimRow, type StoredClaim } from './claim-store.ts'

/** Another cover and kind that would pay for the same event, and what it would begin with. */
export type OtherClaim = {
  readonly cover: OtherCover
  readonly planName: string
  readonly planCode: string
  readonly kind: ClaimKind
  readonly amount: Cents
  /** Where a grade or category is still open: the most that one of them pays, and which it is. */
  readonly upTo: Cents | null
  readonly by: OpenChoice | null
  readonly entry: ClaimEntry
}

type OtherCover = {
  readonly id: CoverId
  readonly planVersionId: PlanVersionId
  readonly peopleId: Id<'people'>
  readonly unitId: OrganisationId
  readonly place: number
}

/** 还可申领: what the entry of a case would pay under the other covers and kinds of the person. */
export async function tryOtherClaims(
  tx: Transaction,
  services: Services,
  id: ClaimId,
): Promise<OutputOf<typeof endpoint>> {
  const claim = await getClaimRow(tx, id)
  const found = await listOtherClaims(tx, services, claim, openEntry(services.crypto, claim))
  return {
    claims: found.map(({ cover, planName, kind, amount, upTo, by }) => ({
      coverId: cover.id,
      planName,
      kind,
      kindName: CLAIM_KIND_NAMES[kind],
      amount: formatYuan(amount),
      upTo: upTo === null ? null : formatYuan(upTo),
      by,
    })),
  }
}

/** Every cover and kind of the person is tried; those that pay nothing, or are claimed for this event, are left out. */
export async function listOtherClaims(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  entry: ClaimEntry,
): Promise<readonly OtherClaim[]> {
  const claimed = await claimedOf(tx, claim)
  const others: OtherClaim[] = []
  const today = businessDay(tx.now)
  for (const cover of await coversOf(tx, claim)) {
    const plan = await getPlanVersion(tx, cover.planVersionId)
    for (const { kind } of plan.benefits) {
      if (claimed.has(`${cover.id} ${kind}`) || excludeEachOther(claim.kind, kind)) continue
      if (claimDeadline(plan, countedFromDay(kind, claim.incidentOn, entry.sheets)) < today) continue
      if (!isLikely(kind, entry, claim.kind, plan.code)) continue
      const begun = entryFor(entry, { kind, planCode: plan.code, stays: takesStays(plan, kind) })
      // Another claim than this one, whose own reserve then counts as history.
      const tried = { ...claim, id: newId<ClaimId>(), coverId: cover.id, planVersionId: cover.planVersionId, kind }
      if ((await findStayUses(tx, services, tried, begun)).length > 0) continue
      const { by, entries } = choicesOf(begun, entryNeeds(plan, kind))
      const amounts: number[] = []
      for (const entry of entries) {
        const calculated = await calculateEntry(tx, services, tried, entry)
        amounts.push(calculated.ok ? calculated.value.given.total : 0)
      }
      const [least, most] = [Math.min(...amounts) as Cents, Math.max(...amounts) as Cents]
      if (most === 0) continue
      const range = least === most ? { amount: most, upTo: null, by: null } : { amount: least, upTo: most, by }
      others.push({ cover, planName: plan.name, planCode: plan.code, kind, ...range, entry: begun })
    }
  }
  return others
}

async function coversOf(tx: Transaction, { personId, unitId }: StoredClaim): Promise<readonly OtherCover[]> {
  const { rows } = await sql<OtherCover>`select c.id, c.plan_version_id as "planVersionId", c.people_id as "peopleId",
      c.unit_id as "unitId", c.place
    from covers c where c.person_id = ${personId} and c.unit_id = ${unitId} and ${inScope(tx, 'c.place')} order by lower(c.period) desc, c.id limit 50`.execute(
    tx.db,
  )
  return rows
}

/** Covers and kinds that are claimed already for this event, or for this day. */
async function claimedOf(tx: Transaction, claim: StoredClaim): Promise<ReadonlySet<string>> {
  const { personId, acceptanceId, incidentOn } = claim
  const { rows } = await sql<{ coverId: string; kind: string }>`select cover_id as "coverId", kind from claims
    where person_id = ${personId} and (acceptance_id = ${acceptanceId} or incident_on = ${incidentOn})
      and state not in ('deleted', 'withdrawn') and ${inScope(tx, 'place')}`.execute(tx.db)
  return new Set(rows.map(({ coverId, kind }) => `${coverId} ${kind}`))
}
