import type { BenefitTerms } from '../plans/benefit-terms.ts'
import { SHEET_AMOUNTS } from '../plans/benefit-terms.ts'
import type { ClaimKind } from '../plans/claim-kind.ts'
import type { PlanVersion } from '../plans/plan-version.ts'
import type { CalendarDate } from '../shared/calendar-date.ts'
import { formatYuan, type Cents } from '../shared/cents.ts'
import type { Cover } from './benefit-facts.ts'
import type { ClaimEntry, Incident, SheetEntry } from './claim-entry.ts'

/** What another claim of the person has reserved or been paid, as `benefit_history()` tells it. */
export type PriorClaim = {
  /** Under another cover of the plan: an earlier one, or a later one, which counts for limits over all covers alone. */
  readonly earlier: boolean
  /** Under this cover, or an earlier one of the same continuous cover. */
  readonly continuous: boolean
  readonly on: CalendarDate
  readonly kind: ClaimKind
  readonly money: Cents
  readonly days: number
  readonly admissions: number
  readonly category?: string
  /** It was submitted after this one, whose place in the sequence it does not change. */
  readonly later: boolean
}

type Json = { readonly [field: string]: unknown }

/** An empty text is a field that was not entered. */
const entered = (text: string) => (text === '' ? undefined : text)

/** Whether a benefit of these terms reads settlement sheets. */
export function readsSheets(terms: BenefitTerms): boolean {
  return terms.shape === 'ratio' || terms.shape === 'per-diem'
}

/** What of a diagnosis a benefit of these terms asks about. */
export type DiagnosisAsked = { readonly grade: boolean; readonly category: boolean; readonly inSitu: boolean }

export function diagnosisAsked(terms: BenefitTerms): DiagnosisAsked {
  const conditions = terms.shape === 'lump-sum' ? terms.amounts.map(({ when }) => when) : []
  return {
    grade: conditions.some(({ grade }) => grade !== undefined),
    category: terms.oncePerDiagnosis || conditions.some(({ category }) => category !== undefined),
    inSitu: conditions.some(({ inSitu }) => inSitu !== undefined),
  }
}

function diagnosisFacts({ diagnosisCode, grade, category, inSitu }: Incident, asked: DiagnosisAsked): Json {
  return {
    code: entered(diagnosisCode),
    ...(asked.grade && { grade: entered(grade) }),
    ...(asked.category && { category: entered(category.trim()) }),
    ...(asked.inSitu && { inSitu }),
  }
}

function sheetFacts(sheet: SheetEntry): Json {
  const { hospitalLevel, insurance, remote, admittedOn, dischargedOn, stay } = sheet
  const amounts = SHEET_AMOUNTS.map((name) => [name, entered(sheet[name])] as const)
  return {
    ...Object.fromEntries(amounts),
    hospitalLevel: entered(hospitalLevel),
    insurance: entered(insurance),
    remote,
    admittedOn: entered(admittedOn),
    dischargedOn: entered(dischargedOn),
    stay: entered(stay.trim()),
  }
}

/**
 * History as the engine reads it. Earlier covers count by their category where a plan pays once per diagnosis, as far as
 * cover was continuous; any other cover counts where a limit runs over all of them, as its counter does. Sequence is by
 * order of submission, so that later claims bring no admissions. Source: catalogue, `beijing-women`.
 */
function historyFacts(history: readonly PriorClaim[], plan: PlanVersion, terms: BenefitTerms): readonly Json[] {
  const forLife = new Set(plan.limits.filter(({ per }) => per === 'life').flatMap(({ kinds }) => kinds))
  const tellsDiagnosis = ({ continuous, kind, category }: PriorClaim) =>
    terms.oncePerDiagnosis && kind === terms.kind && continuous && category !== undefined
  return history
    .filter((prior) => !prior.earlier || tellsDiagnosis(prior) || forLife.has(prior.kind))
    .map((prior) => ({
      on: prior.on,
      kind: prior.kind,
      paid: formatYuan(prior.money),
      days: prior.days,
      admissions: prior.later ? 0 : prior.admissions,
      earlier: prior.earlier,
      ...(prior.earlier && !tellsDiagnosis(prior) && { lifeOnly: true }),
      category: prior.category,
    }))
}

/** The facts of a calculation from what was entered for a case: JSON for `parseBenefitCase`, with what the kind needs. */
export function benefitFacts(
  entry: ClaimEntry,
  kind: ClaimKind,
  plan: PlanVersion,
  cover: Cover,
  history: readonly PriorClaim[],
): Json {
  const terms = plan.benefits.find((benefit) => benefit.kind === kind)
  if (!terms) return { cover, claim: { kind }, sheets: [], history: [] }
  const { incident, sheets } = entry
  return {
    cover,
    claim: {
      kind,
      on: entered(incident.on),
      diagnosis: { inSitu: false, ...diagnosisFacts(incident, diagnosisAsked(terms)) },
      ...(terms.shape === 'disability' && { disabilityGrade: incident.disabilityGrade ?? undefined }),
    },
    sheets: readsSheets(terms) ? sheets.map(sheetFacts) : [],
    history: historyFacts(history, plan, terms),
  }
}

/** The field of the form that a path of the facts came from: `claim.diagnosis.grade` is `incident.grade`. */
export function entryPathOf(path: string): string {
  return path
    .replace(/^claim\.diagnosis\.code$/, 'incident.diagnosisCode')
    .replace(/^claim\.(?:diagnosis\.)?/, 'incident.')
    .replace(/\[(\d+)\]/g, '.$1')
}
