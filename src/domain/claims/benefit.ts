import { cents, ZERO, type Cents } from '../shared/cents.ts'
import type { BenefitTerms, PerDiemTerms, RatioTerms } from '../plans/benefit-terms.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import { putDeath, putDisability } from './benefit-disability-death.ts'
import { isCovered, isPayable } from './benefit-event.ts'
import { usedOf, type Cover, type Facts, type History } from './benefit-facts.ts'
import { draftFor, type BenefitLine, type Draft } from './benefit-lines.ts'
import { putLimits } from './benefit-limits.ts'
import { putLumpSum } from './benefit-lump-sum.ts'
import { putPerDiem } from './benefit-per-diem.ts'
import { putRatio } from './benefit-ratio.ts'
import { addSheets, staysOf } from './benefit-stays.ts'
import { sheetWarnings, type SheetWarning } from './benefit-warnings.ts'

/** What a claim pays under one version of a plan, and what it uses up of the cover. */
export type BenefitResult = {
  readonly plan: string
  readonly version: string
  readonly total: Cents
  readonly lines: readonly BenefitLine[]
  readonly warnings: readonly SheetWarning[]
  /** Days of stay that were paid, and admissions judged, also those that paid 0. */
  readonly days: number
  readonly admissions: number
}

type Setting = {
  readonly plan: PlanVersion
  readonly facts: Facts
  readonly cover: Cover
  readonly history: History
}
type Tally = { readonly lines: BenefitLine[]; total: Cents; days: number; admissions: number }

function close(tally: Tally, draft: Draft, { plan, history }: Setting, terms: BenefitTerms): void {
  putLimits(draft, plan, terms.kind, history, tally.total)
  for (const line of draft.lines) tally.lines.push(line)
  tally.total = cents(tally.total + draft.sum)
}

/** Admission after admission: sequence, days and limits run on from the history and from one to the next. */
function tallyStays(tally: Tally, setting: Setting, terms: RatioTerms | PerDiemTerms): void {
  const { plan, facts, cover, history } = setting
  const admissionsBefore = usedOf(history, 'admissions', terms.kind)
  const daysBefore = terms.shape === 'per-diem' ? usedOf(history, 'days', terms.kind) : 0
  for (const stay of staysOf(facts.sheets)) {
    const draft = draftFor(stay.admittedOn, terms.clause)
    if (isCovered(cover, stay.admittedOn)) tally.admissions += 1
    if (isPayable(draft, plan, terms, facts.claim, cover, history))
      if (terms.shape === 'ratio') putRatio(draft, terms, stay, cover, admissionsBefore + tally.admissions)
      else tally.days += putPerDiem(draft, terms, stay, cover, daysBefore + tally.days)
    close(tally, draft, setting, terms)
  }
}

type EventTerms = Exclude<BenefitTerms, PerDiemTerms>

function putEvent(draft: Draft, terms: EventTerms, { facts, cover, history }: Setting): void {
  const { claim, sheets } = facts
  switch (terms.shape) {
    case 'ratio': {
      const [first, ...rest] = sheets
      if (!first) throw new RangeError(`a claim of ${terms.kind} without sheets`)
      return putRatio(draft, terms, addSheets(first, rest), cover, 1)
    }
    case 'lump-sum':
      return putLumpSum(draft, terms, claim, cover, history)
    case 'disability':
      return putDisability(draft, terms, claim.disabilityGrade, cover)
    case 'death':
      return putDeath(draft, terms, cover)
  }
}

/** One event on the claim's own day: a diagnosis, an accident with all its sheets, a disability or a death. */
function tallyEvent(tally: Tally, setting: Setting, terms: EventTerms): void {
  const { plan, facts, cover, history } = setting
  const { on } = facts.claim
  if (on === undefined) throw new RangeError(`a claim of ${terms.kind} without its day`)
  const draft = draftFor(on, terms.clause)
  if (isPayable(draft, plan, terms, facts.claim, cover, history)) putEvent(draft, terms, setting)
  close(tally, draft, setting, terms)
}

/**
 * The benefit of a claim in fen under one version of a plan: its lines are the steps of the plan's clauses, and the
 * total is their sum. Pure and exact: the same facts, cover, history and version give the same lines for ever. The facts
 * must have been checked against the version (`parseBenefitCase`); anything else is a fault.
 */
export function calculateBenefit(facts: Facts, cover: Cover, history: History, plan: PlanVersion): BenefitResult {
  const { kind } = facts.claim
  const terms = plan.benefits.find((benefit) => benefit.kind === kind)
  if (!terms) throw new RangeError(`${plan.code} ${plan.version} grants no ${kind}`)
  const setting = { plan, facts, cover, history }
  const tally: Tally = { lines: [], total: ZERO, days: 0, admissions: 0 }
  if (terms.shape === 'per-diem' || (terms.shape === 'ratio' && terms.per === 'admission'))
    tallyStays(tally, setting, terms)
  else tallyEvent(tally, setting, terms)
  return { plan: plan.code, version: plan.version, ...tally, warnings: sheetWarnings(facts.sheets) }
}
