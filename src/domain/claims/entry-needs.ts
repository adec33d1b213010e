import type { BenefitTerms, SheetAmount } from '../plans/benefit-terms.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import type { CalendarDate } from '../shared/calendar-date.ts'
import { countsFromDischarge } from './claim-deadline.ts'
import { takesSheets } from './claim-entry.ts'
import { diagnosisAsked, readsSheets } from './entry-facts.ts'

/** What has to be entered for a kind of claim under a version of a plan: fields that are not needed are not asked. */
export type EntryNeeds = {
  /** Sheets can be entered, and at least one must be. */
  readonly takesSheets: boolean
  readonly sheets: boolean
  /** Admission and discharge of every sheet. */
  readonly stays: boolean
  readonly hospitalLevel: boolean
  readonly insurance: boolean
  readonly invoice: boolean
  /** Amounts that the benefit is calculated on; none where it counts days. */
  readonly amounts: readonly SheetAmount[]
  readonly diagnosis: boolean
  readonly cause: boolean
  readonly grade: boolean
  readonly inSitu: boolean
  readonly category: boolean
  /** Categories that the plan knows; empty where any may be entered. */
  readonly categories: readonly string[]
  readonly disabilityGrade: boolean
  readonly diedOn: boolean
  /** The insured person cannot be paid any more: heirs are. */
  readonly payeeIsHeir: boolean
  /** What the time to claim is judged by once the discharge is known; null where it was judged at 受理. */
  readonly deadline: { readonly acceptedOn: string; readonly years: number } | null
}

/** What is known of the case beside its plan and kind. */
export type KnownOfCase = {
  /** The person died, by another of their cases. Source: decisions, "Ends". */
  readonly isDead?: boolean
  /** The day of 受理; absent where the office takes the case although it is late. */
  readonly acceptedOn?: CalendarDate | undefined
}

const ACCIDENTS: readonly ClaimKind[] = ['accident-inpatient', 'accident-medical', 'disability', 'accident-death']
const WITHOUT_DIAGNOSIS: readonly ClaimKind[] = ['disability', 'accident-death']

function asks(terms: BenefitTerms, condition: 'hospitalLevel' | 'insurance'): boolean {
  if (terms.shape !== 'ratio') return false
  const tables = [terms.tiers, terms.deductible, terms.fixed, ...terms.basis.map(({ rate }) => rate)]
  return tables.some((table) => table.some(({ when }) => when[condition] !== undefined))
}

function amountsOf(terms: BenefitTerms): readonly SheetAmount[] {
  return terms.shape === 'ratio' ? terms.basis.map(({ amount }) => amount) : []
}

function categoriesOf(terms: BenefitTerms): readonly string[] {
  if (terms.shape !== 'lump-sum') return []
  return [...new Set([...terms.categories, ...terms.amounts.flatMap(({ when }) => when.category ?? [])])]
}

function termsOf(plan: PlanVersion, kind: ClaimKind): BenefitTerms {
  const terms = plan.benefits.find((benefit) => benefit.kind === kind)
  if (!terms) throw new RangeError(`${plan.code} ${plan.version} grants no ${kind}`)
  return terms
}

function paysStays(terms: BenefitTerms): boolean {
  return terms.shape === 'per-diem' || (terms.shape === 'ratio' && terms.per === 'admission')
}

/** Whether every sheet of a kind is a stay in hospital, with its days. */
export function takesStays(plan: PlanVersion, kind: ClaimKind): boolean {
  return paysStays(termsOf(plan, kind))
}

export function entryNeeds(
  plan: PlanVersion,
  kind: ClaimKind,
  { isDead = false, acceptedOn }: KnownOfCase = {},
): EntryNeeds {
  const terms = termsOf(plan, kind)
  const isRatio = terms.shape === 'ratio'
  return {
    takesSheets: takesSheets(kind),
    sheets: readsSheets(terms),
    stays: paysStays(terms),
    hospitalLevel: asks(terms, 'hospitalLevel'),
    insurance: asks(terms, 'insurance'),
    invoice: isRatio,
    amounts: amountsOf(terms),
    diagnosis: !WITHOUT_DIAGNOSIS.includes(kind),
    cause: ACCIDENTS.includes(kind),
    ...diagnosisAsked(terms),
    categories: categoriesOf(terms),
    disabilityGrade: terms.shape === 'disability',
    diedOn: terms.shape === 'death',
    payeeIsHeir: kind === 'accident-death' || isDead,
    deadline: countsFromDischarge(kind) && acceptedOn ? { acceptedOn, years: plan.claimDeadlineYears } : null,
  }
}
