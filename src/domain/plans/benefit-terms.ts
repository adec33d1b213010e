import type { Cents } from '../shared/cents.ts'
import type { ClaimKind } from './claim-kind.ts'

/** A rate as parts per 10,000: 7,000 is 70 %. */
export type Rate = number

export const HOSPITAL_LEVELS = ['一级', '二级', '三级'] as const
export type HospitalLevel = (typeof HOSPITAL_LEVELS)[number]

/** 医保类别: employee 职工医保, resident 居民医保, none 未参保. */
export const INSURANCES = ['employee', 'resident', 'none'] as const
export type Insurance = (typeof INSURANCES)[number]

/** 病种等级: mild 轻度, severe 重度. */
export const GRADES = ['mild', 'severe'] as const
export type Grade = (typeof GRADES)[number]

/** Amounts of a settlement sheet (结算单). The last one is kept and shown, never calculated with. */
export const SHEET_AMOUNTS = [
  'total',
  'pooledFund',
  'otherFund',
  'selfPaid1',
  'selfPaid2',
  'fullySelfPaid',
  'cash',
  'deductibleSelfPaid',
  'ratioSelfPaid',
  'partSelfDrug',
  'inScope',
  'actualPaid',
] as const
export type SheetAmount = (typeof SHEET_AMOUNTS)[number]

/** What an admission must be for a row of a table to hold; absent conditions always hold. */
export type AdmissionCondition = {
  readonly hospitalLevel?: HospitalLevel
  readonly insurance?: Insurance
  readonly remote?: boolean
  /** 1 for the first admission of the period, and so on. */
  readonly admission?: number
  readonly renewal?: boolean
}

/** The first row whose conditions hold gives the value; without one there is none. */
export type AdmissionTable<T> = readonly { readonly when: AdmissionCondition; readonly value: T }[]

/** The part of the basis from the tier before up to `upTo` is paid at the rate; the last tier has no end. */
export type Tier = { readonly upTo?: Cents; readonly rate: Rate }

/** One amount of the sheets that counts towards the basis, at a rate rounded to the fen. */
export type BasisPart = { readonly amount: SheetAmount; readonly rate: AdmissionTable<Rate> }

/** Terms that every benefit has. */
export type CommonTerms = {
  readonly kind: ClaimKind
  /** Number of the clause that grants the benefit. */
  readonly clause: string
  /** Nothing is payable up to and including this day of cover; the first day of cover is day 1. */
  readonly waiting?: { readonly lastDay: number; readonly clause: string }
  /** Days of cover are counted from the start of continuous cover, so that a renewal does not wait again. */
  readonly waitingWaivedOnRenewal: boolean
  /** A payment of one of these kinds under the same cover ends this benefit. */
  readonly endedBy: readonly ClaimKind[]
  /** A category that was paid under an earlier cover is not paid again. */
  readonly oncePerDiagnosis: boolean
}

/** A share of the costs, for each admission or once for all sheets of the claim. */
export type RatioTerms = CommonTerms & {
  readonly shape: 'ratio'
  readonly per: 'admission' | 'claim'
  readonly basis: readonly BasisPart[]
  readonly deductible: AdmissionTable<Cents>
  /** Paid on top of the tiers, also where the basis is 0. */
  readonly fixed: AdmissionTable<Cents>
  readonly tiers: AdmissionTable<readonly Tier[]>
  readonly limitedToBasis: boolean
  /** A result above 0 is raised to this. */
  readonly minimum?: Cents
}

/** An amount for each day of a stay after the first days. */
export type PerDiemTerms = CommonTerms & {
  readonly shape: 'per-diem'
  readonly daily: Cents
  readonly freeDays: number
  readonly maxDaysPerPeriod: number
  readonly perShare: boolean
}

export type LumpSumCondition = {
  readonly fromDay?: number
  readonly toDay?: number
  readonly grade?: Grade
  readonly category?: string
  readonly inSitu?: boolean
}

/** A sum for a diagnosis or operation, by day of cover, grade, category or carcinoma in situ. */
export type LumpSumTerms = CommonTerms & {
  readonly shape: 'lump-sum'
  /**
   * Words of which an entered category is one, where the table reads none: the same illness gets the same word again. The
   * calculation compares what it is given.
   */
  readonly categories: readonly string[]
  readonly amounts: readonly { readonly when: LumpSumCondition; readonly value: Cents }[]
  readonly perShare: boolean
  /** What was already paid for this kind under the cover is taken off. */
  readonly lessPaid: boolean
}

/** A sum × the rate of the disability grade; ten rates, grade 1 first. */
export type DisabilityTerms = CommonTerms & {
  readonly shape: 'disability'
  readonly sum: Cents
  readonly rates: readonly Rate[]
  readonly perShare: boolean
}

export type DeathTerms = CommonTerms & { readonly shape: 'death'; readonly sum: Cents; readonly perShare: boolean }

export type BenefitTerms = RatioTerms | PerDiemTerms | LumpSumTerms | DisabilityTerms | DeathTerms

/** Benefits of these kinds share one amount per claim, per period of cover, or over all covers of the person. */
export type LimitGroup = {
  readonly name: string
  readonly per: 'claim' | 'period' | 'life'
  readonly kinds: readonly ClaimKind[]
  readonly amount: Cents
  readonly clause: string
}
