import { dayOfCover, isCovered } from '../../src/domain/claims/benefit-event.ts'
import { admissionOf, lookUp } from '../../src/domain/claims/benefit-tables.ts'
import type { Sheet } from '../../src/domain/claims/benefit-facts.ts'
import type { AdmissionCondition, BenefitTerms, RatioTerms } from '../../src/domain/plans/benefit-terms.ts'
import { daysBetween, type CalendarDate } from '../../src/domain/shared/calendar-date.ts'
import { atRate } from '../../src/domain/shared/cents.ts'
import type { BenchCase } from './cases.ts'

/** What a team would hand to a rules engine: flat facts, worked out beforehand. Absent texts are ''. */
export type FlatFacts = {
  readonly covered: boolean
  readonly day: number
  readonly above: number
  readonly days: number
  readonly shares: number
  readonly remote: boolean
  readonly inSitu: boolean
  readonly hospitalLevel: string
  readonly insurance: string
  readonly grade: string
  readonly category: string
  readonly disabilityGrade: number
}

export type Test = {
  readonly fact: keyof FlatFacts
  readonly is: '=' | '>' | '<'
  readonly value: number | string | boolean
}

/** A rule: where every test holds, `fixed + (min(of, high) − low) × rate / 10,000` × shares is paid. */
export type PeerRow = {
  readonly tests: readonly Test[]
  readonly fixed: number
  readonly of?: 'above' | 'days'
  readonly low: number
  readonly high: number
  readonly rate: number
  readonly perShare: boolean
}

const NONE = { fixed: 0, low: 0, high: 1e12, rate: 0 }
const covered: Test = { fact: 'covered', is: '=', value: true }

const same = (fact: keyof FlatFacts, value: number | string | boolean | undefined): Test[] =>
  value === undefined ? [] : [{ fact, is: '=', value }]

function conditionTests({ hospitalLevel, insurance, remote }: AdmissionCondition): Test[] {
  return [...same('hospitalLevel', hospitalLevel), ...same('insurance', insurance), ...same('remote', remote)]
}

/** Peers are asked for first admissions only. */
function ratioRows(terms: RatioTerms, common: readonly Test[]): PeerRow[] {
  const first = (when: AdmissionCondition) => (when.admission ?? 1) === 1
  const fixed = terms.fixed
    .filter(({ when }) => first(when))
    .map(({ value }) => ({ ...NONE, tests: common, fixed: value, perShare: true }))
  const tiers = terms.tiers
    .filter(({ when }) => first(when))
    .flatMap(({ when, value }) => {
      let low = 0
      return value.map(({ upTo, rate }): PeerRow => {
        const from = low
        low = upTo ?? low
        const tests: Test[] = [...common, ...conditionTests(when), { fact: 'above', is: '>', value: from }]
        return { ...NONE, tests, of: 'above', low: from, high: upTo ?? NONE.high, rate, perShare: true }
      })
    })
  return [...fixed, ...tiers]
}

/** The rules of one benefit, without history, limits, minimum and the limit to the basis: less than ours. */
export function rowsOf(terms: BenefitTerms): PeerRow[] {
  const waiting: Test[] = terms.waiting ? [{ fact: 'day', is: '>', value: terms.waiting.lastDay }] : []
  const common = [covered, ...waiting]
  switch (terms.shape) {
    case 'ratio':
      return ratioRows(terms, common)
    case 'per-diem':
      return [
        {
          ...NONE,
          tests: [...common, { fact: 'days', is: '>', value: terms.freeDays }],
          of: 'days',
          low: terms.freeDays,
          high: terms.freeDays + terms.maxDaysPerPeriod,
          rate: terms.daily * 10_000,
          perShare: terms.perShare,
        },
      ]
    case 'lump-sum':
      return terms.amounts.map(({ when, value }) => ({
        ...NONE,
        tests: [
          ...common,
          ...(when.fromDay === undefined ? [] : [{ fact: 'day', is: '>', value: when.fromDay - 1 } as const]),
          ...(when.toDay === undefined ? [] : [{ fact: 'day', is: '<', value: when.toDay + 1 } as const]),
          ...same('grade', when.grade),
          ...same('category', when.category),
          ...same('inSitu', when.inSitu),
        ],
        fixed: value,
        perShare: terms.perShare,
      }))
    case 'disability':
      return terms.rates.map((rate, at) => ({
        ...NONE,
        tests: [...common, ...same('disabilityGrade', at + 1)],
        fixed: (terms.sum * rate) / 10_000,
        perShare: terms.perShare,
      }))
    case 'death':
      return [{ ...NONE, tests: common, fixed: terms.sum, perShare: terms.perShare }]
  }
}

function aboveDeductible(terms: RatioTerms, sheet: Sheet, { cover }: BenchCase): number {
  const found = admissionOf(sheet, cover, 1)
  const basis = terms.basis.reduce((sum, part) => sum + atRate(sheet[part.amount], lookUp(part.rate, found) ?? 0), 0)
  return Math.max(0, basis - (lookUp(terms.deductible, found) ?? 0))
}

export function termsOf({ plan, facts }: BenchCase): BenefitTerms {
  return plan.benefits.find((terms) => terms.kind === facts.claim.kind) as BenefitTerms
}

/** The flat facts of a case with one sheet. */
export function flatFacts(found: BenchCase): FlatFacts {
  const terms = termsOf(found)
  const { cover, facts } = found
  const { claim, sheets } = facts
  const sheet = sheets[0] as Sheet
  const byStay = terms.shape === 'per-diem' || (terms.shape === 'ratio' && terms.per === 'admission')
  const on = (byStay ? sheet.admittedOn : claim.on) as CalendarDate
  return {
    covered: isCovered(cover, on),
    day: dayOfCover(terms, cover, on),
    above: terms.shape === 'ratio' ? aboveDeductible(terms, sheet, found) : 0,
    days: daysBetween(sheet.admittedOn as CalendarDate, sheet.dischargedOn as CalendarDate),
    shares: cover.shares,
    remote: sheet.remote,
    inSitu: claim.diagnosis.inSitu,
    hospitalLevel: sheet.hospitalLevel ?? '',
    insurance: sheet.insurance ?? '',
    grade: claim.diagnosis.grade ?? '',
    category: claim.diagnosis.category ?? '',
    disabilityGrade: claim.disabilityGrade ?? 0,
  }
}

/** Cases that the peers' rules cover whole: one sheet, no history. */
export function forPeers(cases: readonly BenchCase[]): readonly BenchCase[] {
  return cases.filter(({ facts, history }) => facts.sheets.length === 1 && history.length === 0)
}
