import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { openReview as endpoint } from '../../contract/enrolment-review.ts'
import { reviewCheckWords } from '../../contract/words/review-checks.ts'
import { reviewChecks, type ReviewFacts } from '../../domain/enrolment/review.ts'
import { findingsOf } from '../../domain/enrolment/submission.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { businessDay } from '../../domain/shared/time.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { found } from '../refusal.ts'
import { findHolder } from '../work-pool/work-store.ts'
import { listChosenPlans } from './enrolment-plan-store.ts'
import { getEnrolmentRow, type StoredEnrolment } from './enrolment-store.ts'
import { getEnrolment } from './get-enrolment.ts'
import { OPENED_REVIEW } from './seen-in-full.ts'
import { readSubmissionFacts } from './submission-facts.ts'

type Answer = OutputOf<typeof endpoint>

/** Opens a review: the enrolment, what the checks say, and last time's figures. Each opening is journaled. */
export async function openReview(tx: Transaction, id: EnrolmentId): Promise<Answer> {
  const row = await getEnrolmentRow(tx, id)
  // First, since from here on its holder sees the people in full.
  await record(tx, { action: OPENED_REVIEW, subject: id, place: row.place, facts: { number: row.number } })
  const facts = await reviewFacts(tx, row)
  return {
    enrolment: await getEnrolment(tx, id),
    holder: await findHolder(tx, 'enrolment-review', id),
    checks: reviewChecks(facts).map((check) => ({ code: check.code, fine: check.fine, ...reviewCheckWords(check) })),
    lastYear: await lastFigures(tx, row),
  }
}

type CountRow = {
  proofs: number
  refused: number
  last: number | null
}

async function reviewFacts(tx: Transaction, row: StoredEnrolment): Promise<ReviewFacts> {
  const { rows } = await sql<CountRow>`select
      (select count(*)::int from attachments a where a.enrolment_id = ${row.id} and a.kind = 'over-age' and a.removed_at is null
        and ${inScope(tx, 'a.place')}) as proofs,
      (select count(*)::int from refused_rows f where f.enrolment_id = ${row.id} and f.state = 'open'
        and ${inScope(tx, 'f.place')}) as refused,
      (select e.staff_count from enrolments e where e.unit_id = ${row.unitId} and e.id <> ${row.id} and e.state = 'confirmed'
        and ${inScope(tx, 'e.place')} order by e.confirmed_at desc limit 1) as last`.execute(tx.db)
  const { proofs, refused, last } = found(rows[0])
  const plans = await listChosenPlans(tx, row.id)
  const sum = (counter: 'people' | 'overAge' | 'warned') => plans.reduce((total, plan) => total + plan[counter], 0)
  const findings = findingsOf(await readSubmissionFacts(tx, row), businessDay(tx.now)).length
  return {
    findings,
    people: sum('people'),
    staffCount: row.staffCount ?? 0,
    lastStaffCount: last ?? undefined,
    overAge: sum('overAge'),
    overAgeProofs: proofs,
    warnings: sum('warned'),
    refusedLeftOut: refused,
  }
}

type FigureRow = { planCode: string; people: number; amount: Cents; staffCount: number | null }

/** Heads and contributions per plan of the unit's last confirmed enrolment. */
async function lastFigures(tx: Transaction, { id, unitId }: StoredEnrolment): Promise<Answer['lastYear']> {
  const { rows } = await sql<FigureRow>`select c.plan_code as "planCode", c.heads as people, c.total as amount,
      e.staff_count as "staffCount"
    from enrolments e join certificates c on c.enrolment_id = e.id
    where e.id = (select l.id from enrolments l where l.unit_id = ${unitId} and l.id <> ${id} and l.state = 'confirmed'
        and ${inScope(tx, 'l.place')} order by l.confirmed_at desc limit 1)
      and ${inScope(tx, 'e.place')}
    order by c.plan_code`.execute(tx.db)
  return rows.map(({ amount, ...row }) => ({ ...row, amount: formatYuan(amount) }))
}
