import { sql } from 'kysely'
import type { tryOtherClaims as endpoint } from '../../contract/claim-entry.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { choicesOf, entryFor, isLikely, type OpenChoice } from '../../domain/claims/also-claimable.ts'
import { claimDeadline, countedFromDay } from '../../domain/claims/claim-deadline.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { excludeEachOther } from '../../domain/claims/companion-kinds.ts'
import { entryNeeds, takesStays } from '../../domain/claims/entry-needs.ts'
import type { PriorClaim } from '../../domain/claims/entry-facts.ts'
import type { Cover } from '../../domain/claims/benefit-facts.ts'
import { judgeAlive } from '../../domain/claims/review.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import type { PlanVersion } from '../../domain/plans/plan-version.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { ClaimId, CoverId, Id, OrganisationId, PlanVersionId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import type { Services } from '../services.ts'
import { calculateWith, priorClaims } from './calculate-claim.ts'
import { findStayUses } from './claim-days.ts'
import { findInvoiceUses, invoicesOf } from './claim-invoices.ts'
import { openEntry } from './claim-secrets.ts'
import { getClaimRow, type StoredClaim } from './claim-store.ts'
import { deathOf } from './death-of-insured.ts'
import { coverOf } from './open-claim.ts'

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

/**
 * Every cover and kind of the person is tried; those that pay nothing, are claimed for this event or exclude one that is, or
 * whose stay or invoices another case has, are left out: they could not be submitted. Nothing is found for what came after
 * the person's death.
 */
export async function listOtherClaims(
  tx: Transaction,
  services: Services,
  claim: StoredClaim,
  entry: ClaimEntry,
): Promise<readonly OtherClaim[]> {
  if (!judgeAlive(claim.incidentOn, await deathOf(tx, claim)).ok) return []
  const claimed = await claimedOf(tx, claim)
  const others: OtherClaim[] = []
  const today = businessDay(tx.now)
  for (const cover of await coversOf(tx, claim)) {
    const plan = await getPlanVersion(tx, cover.planVersionId)
    const kinds = plan.benefits.filter(
      ({ kind }) =>
        !claimed.some((one) => one.coverId === cover.id && one.kind === kind) &&
        !claimed.some((one) => one.live && excludeEachOther(one.kind, kind)) &&
        claimDeadline(plan, countedFromDay(kind, claim.incidentOn, entry.sheets)) >= today &&
        isLikely(kind, entry, claim.kind, plan.code),
    )
    if (kinds.length === 0) continue
    // Another claim than this one, whose own reserve then counts as history.
    const tried = { ...claim, id: newId<ClaimId>(), coverId: cover.id, planVersionId: cover.planVersionId }
    const known = { plan, cover: await coverOf(tx, tried), history: await priorClaims(tx, services, tried) }
    for (const { kind } of kinds) {
      const begun = entryFor(entry, { kind, planCode: plan.code, stays: takesStays(plan, kind) })
      if (await isUsedElsewhere(tx, services, { ...tried, kind }, begun)) continue
      const pays = whatItPays(kind, begun, known)
      if (pays) others.push({ cover, planName: plan.name, planCode: plan.code, kind, ...pays, entry: begun })
    }
  }
  return others
}

/** Whether the days or invoices of what would be claimed stand in another case, on whatever day that was accepted. */
async function isUsedElsewhere(
  tx: Transaction,
  services: Services,
  tried: Pick<StoredClaim, 'id' | 'personId' | 'coverId' | 'kind' | 'planVersionId'>,
  entry: ClaimEntry,
): Promise<boolean> {
  const stays = await findStayUses(tx, services, tried, entry)
  if (stays.length > 0) return true
  return (await findInvoiceUses(tx, tried, invoicesOf(services.crypto, entry))).length > 0
}

/** What a cover pays by, whichever kind and grade is tried. */
type Known = { readonly plan: PlanVersion; readonly cover: Cover; readonly history: readonly PriorClaim[] }

/** What a kind would pay, with the range where a grade or category is open; undefined where that is nothing. */
function whatItPays(
  kind: ClaimKind,
  begun: ClaimEntry,
  { plan, cover, history }: Known,
): Pick<OtherClaim, 'amount' | 'upTo' | 'by'> | undefined {
  const { by, entries } = choicesOf(begun, entryNeeds(plan, kind))
  const amounts = entries.map((entry) => {
    const calculated = calculateWith(entry, kind, plan, cover, history)
    return calculated.ok ? calculated.value.given.total : 0
  })
  const [least, most] = [Math.min(...amounts) as Cents, Math.max(...amounts) as Cents]
  if (most === 0) return undefined
  return least === most ? { amount: most, upTo: null, by: null } : { amount: least, upTo: most, by }
}

async function coversOf(tx: Transaction, { personId, unitId }: StoredClaim): Promise<readonly OtherCover[]> {
  const { rows } = await sql<OtherCover>`select c.id, c.plan_version_id as "planVersionId", c.people_id as "peopleId",
      c.unit_id as "unitId", c.place
    from covers c where c.person_id = ${personId} and c.unit_id = ${unitId} and ${inScope(tx, 'c.place')} order by lower(c.period) desc, c.id limit 50`.execute(
    tx.db,
  )
  return rows
}

type Claimed = { readonly coverId: CoverId; readonly kind: ClaimKind; readonly live: boolean }

/** Covers and kinds that are claimed already for this event, or for this day; `live`: they did not end without payment. */
async function claimedOf(tx: Transaction, claim: StoredClaim): Promise<readonly Claimed[]> {
  const { personId, acceptanceId, incidentOn } = claim
  const { rows } = await sql<Claimed>`select cover_id as "coverId", kind, state not in ('refused', 'declined') as live
    from claims where person_id = ${personId} and (acceptance_id = ${acceptanceId} or incident_on = ${incidentOn})
      and state not in ('deleted', 'withdrawn') and ${inScope(tx, 'place')}`.execute(tx.db)
  return rows
}
