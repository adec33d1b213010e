import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listOffers as endpoint } from '../../contract/plans.ts'
import { pricePerHead } from '../../domain/plans/contribution.ts'
import { coverPeriodOf } from '../../domain/plans/effective-date.ts'
import {
  benefitsInWords,
  hasRiskClasses,
  RISK_CLASSES,
  STANDINGS,
  type PlanVersion,
} from '../../domain/plans/plan-version.ts'
import { addDays, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import { formatYuan } from '../../domain/shared/cents.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { listOffersOn, type StoredOffer } from './offer-store.ts'

type OfferedPlan = OutputOf<typeof endpoint>['plans'][number]

/** What the offices in reach sell today, with the caller's standing cover of each plan. */
export async function listOffers(tx: Transaction): Promise<OutputOf<typeof endpoint>> {
  const today = businessDay(tx.now)
  const [offers, standing] = await Promise.all([listOffersOn(tx, today), standingByPlan(tx, addDays(today, 1))])
  return { plans: offers.flatMap((stored) => offeredPlan(stored, today, standing.get(stored.plan.code))) }
}

/** Nothing where no day of the offer's calendar year is left. */
function offeredPlan(stored: StoredOffer, today: CalendarDate, standing: Standing | undefined): OfferedPlan[] {
  const { plan, offer, id, planVersionId } = stored
  const period = coverPeriodOf(plan, today, undefined, offer.calendarYear)
  if (!period.ok) return []
  const { eligibility, participation, shares, code, name, version, category } = plan
  return [
    {
      offerId: id,
      planVersionId,
      code,
      name,
      version,
      category,
      prices: pricesOf(plan),
      maxShares: shares.max,
      uniformWithinUnit: shares.uniformWithinUnit,
      ageMin: eligibility.ageMin,
      ageMax: eligibility.ageMax,
      overAgeProofMax: eligibility.overAgeProofMax ?? null,
      womenOnly: eligibility.sex === 'female',
      riskClasses: hasRiskClasses(plan),
      minRatePer10000: participation?.minRate ?? 0,
      everyoneBelow: participation?.everyoneBelow ?? null,
      denominator: participation?.denominator ?? 'all',
      requires: plan.requires?.plan ?? null,
      calendarYear: offer.calendarYear ?? null,
      saleFrom: offer.sellsFrom,
      saleTo: offer.sellsUntil ?? null,
      expectedFirstDay: period.value.effectiveOn,
      benefitsInWords: [...benefitsInWords(plan)],
      standingPeople: standing?.people ?? 0,
      standingShares: standing?.shares ?? null,
    },
  ]
}

function pricesOf(plan: PlanVersion): OfferedPlan['prices'] {
  const classes = hasRiskClasses(plan) ? RISK_CLASSES : (['ordinary'] as const)
  return classes.flatMap((riskClass) =>
    STANDINGS.map((standing) => ({
      riskClass,
      renewing: standing === 'renewing',
      amount: formatYuan(pricePerHead(plan, { riskClass, standing }, 1)),
    })),
  )
}

type Standing = { readonly people: number; readonly shares: number }

/** Covers of the caller's own unit that run on a day, by plan; for officers there is no such unit. */
async function standingByPlan(tx: Transaction, on: CalendarDate): Promise<ReadonlyMap<string, Standing>> {
  if (tx.caller?.organisationKind !== 'unit') return new Map()
  const { rows } = await sql<Standing & { plan_code: string }>`
    select plan_code, count(*)::int as people, max(shares) as shares from covers c
     where c.unit_id = ${tx.caller.organisationId} and ${inScope(tx, 'c.place')} and c.period @> ${on}::date
     group by plan_code`.execute(tx.db)
  return new Map(rows.map(({ plan_code, people, shares }) => [plan_code, { people, shares }]))
}
