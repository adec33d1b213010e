import { sql } from 'kysely'
import { calculateBenefit } from '../../src/domain/claims/benefit.ts'
import { withCheckDigit } from '../../src/domain/claims/bank-card.ts'
import { newClaimEntry, type ClaimEntry, type Payee } from '../../src/domain/claims/claim-entry.ts'
import { parseBenefitCase } from '../../src/domain/claims/parse-benefit-case.ts'
import { addDays, type CalendarDate } from '../../src/domain/shared/calendar-date.ts'
import { formatYuan } from '../../src/domain/shared/cents.ts'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import type { AccountId, ClaimId, PlanVersionId } from '../../src/domain/shared/ids.ts'
import { businessDay } from '../../src/domain/shared/time.ts'
import { reserveBenefit } from '../../src/server/claims/benefit-reserve.ts'
import { saveCalculation } from '../../src/server/claims/calculation-store.ts'
import { cardIndexOf, sealEntry, sealPayee } from '../../src/server/claims/claim-secrets.ts'
import { getClaimRow } from '../../src/server/claims/claim-store.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { getPlanVersion } from '../../src/server/plans/plan-store.ts'
import type { Services } from '../../src/server/services.ts'
import { asSystem } from './actors.ts'

export type Deciders = Readonly<Record<'submittedBy' | 'firstReviewedBy' | 'secondReviewedBy', AccountId>>

export type PayableWishes = Deciders & {
  /** Covers whose people are paid, one claim each. */
  readonly covers: readonly string[]
  readonly cards?: (index: number) => string
  readonly names?: (index: number) => string | undefined
  readonly mobiles?: (index: number) => string
  readonly kinds?: (index: number) => ClaimKind
  /** One event: the acceptance that they came with. */
  readonly acceptanceId?: string
  /** 个人自付一 of the one sheet, in yuan: what the amount comes from. */
  readonly selfPaid?: (index: number) => string
}

export type Payable = { readonly id: ClaimId; readonly number: string; readonly amount: string; readonly payee: Payee }

let counted = 0

/** A card number of 16 digits with a right check digit. */
export function cardNumber(serial: number): string {
  return withCheckDigit(`622202${String(serial).padStart(9, '0')}`)
}

type CoverRow = {
  place: number
  planVersionId: PlanVersionId
  firstDay: CalendarDate
  lastDay: CalendarDate
  shares: number
  name: string
}

function entryOf({ name, firstDay }: CoverRow, wishes: PayableWishes, index: number): ClaimEntry {
  const { cards = (at: number) => cardNumber(1000 + at), names, mobiles = () => '19900000000' } = wishes
  const entry = newClaimEntry(addDays(firstDay, 1))
  const account = { card: cards(index), bank: '示例银行', branch: '青禾支行' }
  const payee = { ...entry.payee, name: names?.(index) ?? name, mobile: mobiles(index), ...account }
  return { ...entry, payee }
}

/**
 * Claims that passed 复审 and wait for payment, written as submission and review leave them: a real calculation, its
 * reserve, payee and card frozen. For stories, races and faults that begin at the money.
 */
export async function payableClaims(services: Services, wishes: PayableWishes): Promise<Payable[]> {
  const { crypto } = services
  const made: Payable[] = []
  await asSystem(services, async (tx) => {
    for (const [index, coverId] of wishes.covers.entries()) {
      const { rows } = await sql<CoverRow>`select c.place, c.plan_version_id as "planVersionId",
          lower(c.period) as "firstDay", upper(c.period) - 1 as "lastDay", c.shares, p.name
        from covers c join people p on p.id = c.people_id where c.id = ${coverId}`.execute(tx.db)
      const cover = rows[0]!
      const on = addDays(cover.firstDay, 1)
      const entry = entryOf(cover, wishes, index)
      const id = newId<ClaimId>()
      const number = `CL3713${businessDay(tx.now).replaceAll('-', '')}${String(++counted).padStart(7, '0')}`
      const kind = wishes.kinds?.(index) ?? 'accident-inpatient'
      const now = new Date(tx.now)
      await sql`insert into claims (id, number, acceptance_id, unit_id, place, agency_id, office_id, person_id, people_id,
          cover_id, plan_code, plan_version_id, kind, source, incident_on, state, sealed, entry_version, accepted_by,
          accepted_at, first_submitted_at, submitted_by, submitted_at, first_reviewed_by, first_reviewed_at)
        select ${id}, ${number}, ${wishes.acceptanceId ?? newId()}, c.unit_id, c.place, e.agency_id, e.office_id, c.person_id, c.people_id, c.id,
          c.plan_code, c.plan_version_id, ${kind}, 'unit', ${on}, 'second-review', ${sealEntry(crypto, id, entry)},
          1, ${wishes.submittedBy}, ${now}, ${now}, ${wishes.submittedBy}, ${now}, ${wishes.firstReviewedBy}, ${now}
        from covers c join enrolments e on e.id = c.enrolment_id where c.id = ${coverId}`.execute(tx.db)
      const plan = await getPlanVersion(tx, cover.planVersionId)
      const facts = {
        cover: { effectiveOn: cover.firstDay, endsOn: cover.lastDay, shares: cover.shares, riskClass: 'ordinary' },
        claim: { kind, on },
        sheets: [
          {
            hospitalLevel: '三级',
            insurance: 'employee',
            admittedOn: on,
            dischargedOn: addDays(on, 5),
            total: '90000.00',
            selfPaid1: wishes.selfPaid?.(index) ?? '400.00',
          },
        ],
        history: [],
      }
      const parsed = parseBenefitCase(facts, plan)
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal))
      const taken = parsed.value
      const given = calculateBenefit(taken.facts, taken.cover, taken.history, plan)
      const claim = await getClaimRow(tx, id)
      await saveCalculation(tx, crypto, claim, { taken, given })
      await reserveBenefit(tx, services, claim, { taken, given })
      await sql`update claims set state = 'payable', second_reviewed_by = ${wishes.secondReviewedBy},
          second_reviewed_at = ${now}, payee_sealed = ${sealPayee(crypto, id, entry.payee)},
          card_index = ${cardIndexOf(crypto, entry.payee.card)} where id = ${id}`.execute(tx.db)
      made.push({ id, number, amount: formatYuan(given.total), payee: entry.payee })
    }
  })
  return made
}
