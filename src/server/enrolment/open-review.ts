import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { openReview as endpoint } from '../../contract/enrolment-review.ts'
import { reviewCheckWords } from '../../contract/words/review-checks.ts'
import { findingSentence } from '../../contract/words/submission-findings.ts'
import { reviewChecks, type ReviewFacts } from '../../domain/enrolment/review.ts'
import { findingsOf } from '../../domain/enrolment/submission.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import type { EnrolmentId } from '../../domain/shared/ids.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
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
  const findings = await findingsAtSubmission(tx, row)
  const facts = await reviewFacts(tx, row, findings.length)
  return {
    enrolment: await getEnrolment(tx, id),
    holder: await findHolder(tx, 'enrolment-review', id),
    checks: reviewChecks(facts).map((check) => ({
      code: check.code,
      fine: check.fine,
      ...reviewCheckWords(check, findings),
    })),
    lastYear: await lastFigures(tx, row),
  }
}

type CountRow = {
  proofs: number
  refused: number
  last: number | null
}

/** Judged as on the day of 完成, from which on it is frozen: what the unit cannot mend any more is no reason to return it. */
async function findingsAtSubmission(tx: Transaction, row: StoredEnrolment): Promise<string[]> {
  const on = businessDay(row.submittedAt ? instantOf(row.submittedAt.getTime()) : tx.now)
  return findingsOf(await readSubmissionFacts(tx, row, on), on).map(findingSentence)
}

async function reviewFacts(tx: Transaction, row: StoredEnrolment, findings: number): Promise<ReviewFacts> {
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

/**
 * Heads and contributions of last time, for the plans of this enrolment: of all the unit's letters whose cover ran on the
 * day on which its latest one began, since whoever came later in the year has letters of their own.
 */
async function lastFigures(tx: Transaction, { id, unitId }: StoredEnrolment): Promise<Answer['lastYear']> {
  const { rows } = await sql<FigureRow>`select c.plan_code as "planCode", sum(c.heads)::int as people,
      sum(c.total)::bigint as amount, (array_agg(e.staff_count order by c.issued_at desc))[1] as "staffCount"
    from certificates c join enrolments e on e.id = c.enrolment_id
    join (select l.plan_code, max(l.first_day) as began from certificates l
      where l.unit_id = ${unitId} and l.enrolment_id <> ${id} and ${inScope(tx, 'l.place')} group by l.plan_code) latest
      on latest.plan_code = c.plan_code and c.last_day >= latest.began
    where c.unit_id = ${unitId} and c.enrolment_id <> ${id} and ${inScope(tx, 'c.place')} and ${inScope(tx, 'e.place')}
      and c.plan_code in (select p.plan_code from enrolment_plans p
        where p.enrolment_id = ${id} and ${inScope(tx, 'p.place')})
    group by c.plan_code order by c.plan_code`.execute(tx.db)
  return rows.map(({ amount, ...row }) => ({ ...row, amount: formatYuan(amount) }))
}
