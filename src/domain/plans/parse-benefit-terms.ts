import {
  flag,
  list,
  object,
  oneOf,
  optional,
  rate,
  text,
  variant,
  wholeNumber,
  withDefault,
  yuan,
} from '../shared/checked-json.ts'
import type { Check } from '../shared/checked-json.ts'
import { GRADES, HOSPITAL_LEVELS, INSURANCES, SHEET_AMOUNTS } from './benefit-terms.ts'
import type {
  AdmissionCondition,
  AdmissionTable,
  BasisPart,
  BenefitTerms,
  CommonTerms,
  DeathTerms,
  DisabilityTerms,
  LimitGroup,
  LumpSumCondition,
  LumpSumTerms,
  PerDiemTerms,
  RatioTerms,
  Tier,
} from './benefit-terms.ts'
import { CLAIM_KINDS } from './claim-kind.ts'

const days = wholeNumber(0, 36_500)
const kind = oneOf(CLAIM_KINDS)

const admissionCondition = object<AdmissionCondition>({
  hospitalLevel: optional(oneOf(HOSPITAL_LEVELS)),
  insurance: optional(oneOf(INSURANCES)),
  remote: optional(flag),
  admission: optional(wholeNumber(1, 999)),
  renewal: optional(flag),
})

/** Rows with conditions, or one value that always holds. */
function admissionTable<T>(value: Check<T>): Check<AdmissionTable<T>> {
  const rows = list(object<{ when: AdmissionCondition; value: T }>({ when: admissionCondition, value }))
  return (found, path, problems) => {
    const first: unknown = Array.isArray(found) ? found[0] : undefined
    const hasRows = typeof first === 'object' && first !== null && 'when' in first
    if (hasRows || found === undefined) return rows(found, path, problems)
    const single = value(found, path, problems)
    return single === undefined ? undefined : [{ when: {}, value: single }]
  }
}

const common: { readonly [K in keyof CommonTerms]-?: Check<CommonTerms[K]> } = {
  kind,
  clause: text,
  waiting: optional(object<NonNullable<CommonTerms['waiting']>>({ lastDay: days, clause: text })),
  waitingWaivedOnRenewal: withDefault(flag, false),
  endedBy: withDefault(list(kind), []),
  oncePerDiagnosis: withDefault(flag, false),
}

const ratio = object<RatioTerms>({
  ...common,
  shape: oneOf(['ratio']),
  per: oneOf(['admission', 'claim']),
  basis: list(object<BasisPart>({ amount: oneOf(SHEET_AMOUNTS), rate: admissionTable(rate) })),
  deductible: withDefault(admissionTable(yuan), []),
  fixed: withDefault(admissionTable(yuan), []),
  tiers: admissionTable(list(object<Tier>({ upTo: optional(yuan), rate }))),
  limitedToBasis: withDefault(flag, false),
  minimum: optional(yuan),
})

const perDiem = object<PerDiemTerms>({
  ...common,
  shape: oneOf(['per-diem']),
  daily: yuan,
  freeDays: days,
  maxDaysPerPeriod: days,
  perShare: withDefault(flag, false),
})

const lumpSumCondition = object<LumpSumCondition>({
  fromDay: optional(days),
  toDay: optional(days),
  grade: optional(oneOf(GRADES)),
  category: optional(text),
  inSitu: optional(flag),
})

const lumpSum = object<LumpSumTerms>({
  ...common,
  shape: oneOf(['lump-sum']),
  categories: withDefault(list(text), []),
  amounts: list(object<LumpSumTerms['amounts'][number]>({ when: lumpSumCondition, value: yuan })),
  perShare: withDefault(flag, false),
  lessPaid: withDefault(flag, false),
})

const disability = object<DisabilityTerms>({
  ...common,
  shape: oneOf(['disability']),
  sum: yuan,
  rates: list(rate),
  perShare: withDefault(flag, false),
})

const death = object<DeathTerms>({
  ...common,
  shape: oneOf(['death']),
  sum: yuan,
  perShare: withDefault(flag, false),
})

/** One benefit of a plan version: its shape decides which terms it has. */
export const benefitTerms: Check<BenefitTerms> = variant<BenefitTerms>('shape', {
  ratio,
  'per-diem': perDiem,
  'lump-sum': lumpSum,
  disability,
  death,
})

export const limitGroup = object<LimitGroup>({
  name: text,
  per: oneOf(['claim', 'period', 'life']),
  kinds: list(kind),
  amount: yuan,
  clause: text,
})
