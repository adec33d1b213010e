import type { Cents } from '../shared/cents.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'

/** Whether the one who decides is the person who submitted: compared by person, not by account. */
export type Reviewer = { readonly isSubmitter: boolean }

/** Four eyes: whoever submitted an enrolment does not review it. Source: security, requirement 12. */
export function judgeReviewer({ isSubmitter }: Reviewer): Decision<'reviewer', { code: 'reviewer-is-submitter' }> {
  return isSubmitter ? refuse({ code: 'reviewer-is-submitter' }) : accept('reviewer')
}

/** An enrolment goes back or ends only while no money is recorded for it. Source: decisions, "States". */
export function judgeNoMoney(paid: Cents): Decision<'no-money', { code: 'money-recorded' }> {
  return paid > 0 ? refuse({ code: 'money-recorded' }) : accept('no-money')
}

/** What a reviewer looks at beside the roster; heads and counts. */
export type ReviewFacts = {
  readonly findings: number
  readonly people: number
  readonly staffCount: number
  readonly lastStaffCount: number | undefined
  readonly overAge: number
  readonly overAgeProofs: number
  readonly warnings: number
  readonly refusedLeftOut: number
}

export type ReviewCheck = {
  readonly code: 'rules' | 'staff-change' | 'over-age' | 'warnings' | 'refused'
  readonly fine: boolean
  readonly facts: Readonly<Record<string, number>>
}

/** A change of the declared staff by more than this share of last time is worth a question. */
const STAFF_CHANGE_PER_10000 = 2_000

/** The checks of 参保初审, in the order shown; a check that is not fine wants a look, it refuses nothing. */
export function reviewChecks(facts: ReviewFacts): ReviewCheck[] {
  const { staffCount, lastStaffCount = staffCount } = facts
  const changed = Math.abs(staffCount - lastStaffCount) * 10_000 > lastStaffCount * STAFF_CHANGE_PER_10000
  return [
    { code: 'rules', fine: facts.findings === 0, facts: { people: facts.people } },
    { code: 'staff-change', fine: !changed, facts: { staff: staffCount, last: lastStaffCount } },
    {
      code: 'over-age',
      fine: facts.overAge === 0 || facts.overAgeProofs > 0,
      facts: { people: facts.overAge, proofs: facts.overAgeProofs },
    },
    { code: 'warnings', fine: facts.warnings === 0, facts: { people: facts.warnings } },
    { code: 'refused', fine: facts.refusedLeftOut === 0, facts: { rows: facts.refusedLeftOut } },
  ]
}
