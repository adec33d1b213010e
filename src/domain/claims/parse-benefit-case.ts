import {
  calendarDate,
  checked,
  flag,
  list,
  object,
  oneOf,
  optional,
  text,
  wholeNumber,
  withDefault,
  yuan,
  type Check,
  type JsonProblem,
} from '../shared/checked-json.ts'
import { ZERO, type Cents } from '../shared/cents.ts'
import type { CalendarDate } from '../shared/calendar-date.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { GRADES, HOSPITAL_LEVELS, INSURANCES, SHEET_AMOUNTS, type SheetAmount } from '../plans/benefit-terms.ts'
import { CLAIM_KINDS } from '../plans/claim-kind.ts'
import { RISK_CLASSES, type PlanVersion, type RiskClass } from '../plans/plan-version.ts'
import { factProblems, type FactProblem } from './benefit-fact-problems.ts'
import type { BenefitCase, ClaimFacts, Diagnosis, HistoryEntry, Sheet } from './benefit-facts.ts'

/** Everything that is wrong with the facts of a calculation, by the path of the field. */
export type BenefitCaseRefused = {
  readonly code: 'benefit-facts-malformed'
  readonly problems: readonly (JsonProblem | FactProblem)[]
}

type CoverJson = {
  readonly effectiveOn: CalendarDate
  readonly endsOn: CalendarDate
  readonly shares: number
  readonly riskClass: RiskClass
  readonly continuousSince?: CalendarDate
}

type SheetJson = Omit<Sheet, 'stay'> & { readonly stay?: number | string } & KeptFields
/** Kept with the claim and shown, never calculated with. */
type KeptFields = { readonly [K in (typeof KEPT)[number]]?: string }
const KEPT = ['hospital', 'invoiceNumber', 'settlementKind', 'treatment'] as const

/** The number of a stay: a whole number, or a text where the hospital's numbers have letters. */
const stayNumber: Check<number | string> = (value, path, problems) =>
  typeof value === 'string'
    ? text(value, path, problems)
    : wholeNumber(0, Number.MAX_SAFE_INTEGER)(value, path, problems)

const amountChecks = Object.fromEntries(SHEET_AMOUNTS.map((name) => [name, withDefault(yuan, ZERO)])) as {
  readonly [A in SheetAmount]: Check<Cents>
}

const keptChecks = Object.fromEntries(KEPT.map((name) => [name, optional(text)])) as {
  readonly [K in (typeof KEPT)[number]]-?: Check<string | undefined>
}

const cover = object<CoverJson>({
  effectiveOn: calendarDate,
  endsOn: calendarDate,
  shares: withDefault(wholeNumber(1, 99), 1),
  riskClass: withDefault(oneOf(RISK_CLASSES), 'ordinary'),
  continuousSince: optional(calendarDate),
})

const claim = object<ClaimFacts>({
  kind: oneOf(CLAIM_KINDS),
  on: optional(calendarDate),
  diagnosis: withDefault(
    object<Diagnosis>({
      code: optional(text),
      grade: optional(oneOf(GRADES)),
      inSitu: withDefault(flag, false),
      category: optional(text),
    }),
    { inSitu: false },
  ),
  disabilityGrade: optional(wholeNumber(1, 10)),
})

const sheet = object<SheetJson>({
  ...amountChecks,
  ...keptChecks,
  hospitalLevel: optional(oneOf(HOSPITAL_LEVELS)),
  insurance: optional(oneOf(INSURANCES)),
  remote: withDefault(flag, false),
  admittedOn: optional(calendarDate),
  dischargedOn: optional(calendarDate),
  stay: optional(stayNumber),
})

const count = withDefault(wholeNumber(0, 1_000_000), 0)

const historyEntry = object<HistoryEntry>({
  on: optional(calendarDate),
  kind: oneOf(CLAIM_KINDS),
  paid: withDefault(yuan, ZERO),
  days: count,
  admissions: count,
  earlier: withDefault(flag, false),
  lifeOnly: optional(flag),
  category: optional(text),
})

type CaseJson = {
  readonly cover: CoverJson
  readonly claim: ClaimFacts
  readonly sheets: readonly SheetJson[]
  readonly history: readonly HistoryEntry[]
}

const benefitCase = object<CaseJson>({
  cover,
  claim,
  sheets: withDefault(list(sheet), []),
  history: withDefault(list(historyEntry), []),
})

function caseOf(json: CaseJson): BenefitCase {
  return {
    cover: { ...json.cover, continuousSince: json.cover.continuousSince ?? json.cover.effectiveOn },
    facts: {
      claim: json.claim,
      sheets: json.sheets.map((sheet) => ({
        ...sheet,
        stay: sheet.stay === undefined ? undefined : String(sheet.stay),
      })),
    },
    history: json.history,
  }
}

/**
 * The facts of a calculation from their JSON, checked in shape and against what the plan version needs. Amounts are
 * decimal yuan in texts, absent ones 0; unknown fields are refused. Source: catalogue, "Values".
 */
export function parseBenefitCase(json: unknown, plan: PlanVersion): Decision<BenefitCase, BenefitCaseRefused> {
  const shape = checked(benefitCase, json)
  if (!shape.ok) return refuse({ code: 'benefit-facts-malformed', problems: shape.refusal.problems })
  const found = caseOf(shape.value)
  const problems = factProblems(found, plan)
  return problems.length === 0 ? accept(found) : refuse({ code: 'benefit-facts-malformed', problems })
}
