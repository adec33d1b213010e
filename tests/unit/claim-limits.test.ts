import { describe, expect, it } from 'vitest'
import { benefitLedger, type LedgerEntry } from '../../src/domain/claims/benefit-ledger.ts'
import type { Cover } from '../../src/domain/claims/benefit-facts.ts'
import { newClaimEntry, type ClaimEntry } from '../../src/domain/claims/claim-entry.ts'
import { benefitFacts, type PriorClaim } from '../../src/domain/claims/entry-facts.ts'
import { entryLacks } from '../../src/domain/claims/entry-missing.ts'
import { proposalFor } from '../../src/domain/claims/diagnosis-proposal.ts'
import { entryNeeds } from '../../src/domain/claims/entry-needs.ts'
import { limitCounters, type Use } from '../../src/domain/claims/limit-counters.ts'
import { parseBenefitCase } from '../../src/domain/claims/parse-benefit-case.ts'
import type { ClaimKind } from '../../src/domain/plans/claim-kind.ts'
import { date } from '../../src/domain/shared/calendar-date.ts'
import { cents } from '../../src/domain/shared/cents.ts'
import { catalogue, planOf } from '../support/benefit-cases.ts'
import { sheetOf } from '../support/entry-case.ts'

const use = (yuan: number, days = 0): Use => ({ total: cents(yuan * 100), days })
const countersOf = (code: string, kind: ClaimKind, used: Use, shares = 1) =>
  limitCounters(planOf(code), kind, used, shares).map(({ scope, name, unit, cap, by }) => [scope, name, unit, cap, by])

describe('the limits that a claim uses up', () => {
  it('are those of the period that its kind shares with others', () => {
    expect(countersOf('accident-100', 'disability', use(36_000))).toEqual([
      ['cover', '意外伤残与身故', 'fen', 6_000_000, 3_600_000],
    ])
    expect(countersOf('accident-100', 'accident-death', use(24_000))[0]?.slice(0, 4)).toEqual(
      countersOf('accident-100', 'disability', use(1))[0]?.slice(0, 4),
    )
  })
  it('are days where a benefit is paid by days', () => {
    expect(countersOf('beijing-allowance', 'hospital-allowance', use(360, 9))).toEqual([
      ['cover', 'hospital-allowance', 'days', 180, 9],
    ])
  })
  it('are one time where the first payment ends a benefit, and none where nothing was paid', () => {
    expect(countersOf('ningbo-women', 'women-illness', use(1_000))).toEqual([['cover', 'women-illness', 'times', 1, 1]])
    expect(countersOf('ningbo-women', 'women-illness', use(0))).toEqual([])
  })
  it('are the greatest sum × shares where later payments are less what was paid', () => {
    expect(countersOf('hubei-critical', 'critical-illness', use(6_000), 2)).toEqual([
      ['cover', 'critical-illness', 'fen', 2_000_000, 600_000],
    ])
  })
})

describe('the ledger of a cover', () => {
  const entry = (more: Partial<LedgerEntry>): LedgerEntry => ({
    claimId: 'a',
    kind: 'disability',
    on: date('2026-03-01'),
    earlier: false,
    paid: false,
    ...use(1_000),
    ...more,
  })
  it('names every limit with what uses it, and leaves other covers out', () => {
    const entries = [entry({}), entry({ claimId: 'b', kind: 'accident-death', paid: true }), entry({ earlier: true })]
    const [shared, ...others] = benefitLedger(planOf('accident-100'), 1, entries)
    expect(others).toEqual([])
    expect(shared).toMatchObject({ name: '意外伤残与身故', cap: 6_000_000 })
    expect(shared?.uses.map(({ entry: { claimId }, used }) => [claimId, used])).toEqual([
      ['a', 100_000],
      ['b', 100_000],
    ])
  })
})

const cover: Cover = {
  effectiveOn: date('2026-01-01'),
  endsOn: date('2026-12-31'),
  continuousSince: date('2026-01-01'),
  shares: 1,
  riskClass: 'ordinary',
}
const prior = (more: Partial<PriorClaim>): PriorClaim => ({
  earlier: false,
  continuous: true,
  on: date('2026-02-01'),
  kind: 'illness-inpatient',
  money: cents(120_000),
  days: 0,
  admissions: 1,
  later: false,
  ...more,
})
const begun = newClaimEntry('2026-03-01')

describe('the facts of a calculation', () => {
  it('carry what the kind needs and nothing of what it does not', () => {
    const filled: ClaimEntry = {
      ...begun,
      incident: { ...begun.incident, grade: 'severe', category: '一类', disabilityGrade: 3, inSitu: true },
      sheets: [sheetOf({ admittedOn: '2026-03-01', dischargedOn: '2026-03-05' })],
    }
    const facts = benefitFacts(filled, 'critical-illness', planOf('hubei-critical'), cover, [])
    expect(facts).toMatchObject({ claim: { diagnosis: { grade: 'severe' } }, sheets: [] })
    expect(JSON.stringify(facts)).not.toMatch(/一类|disabilityGrade|12,?000/)
    expect(parseBenefitCase(facts, planOf('hubei-critical')).ok).toBe(true)
  })
  it('say which fields are still empty', () => {
    const read = parseBenefitCase(
      benefitFacts(
        { ...begun, sheets: [sheetOf({ hospitalLevel: '' })] },
        'illness-inpatient',
        planOf('comprehensive'),
        cover,
        [],
      ),
      planOf('comprehensive'),
    )
    expect(!read.ok && read.refusal.problems.map(({ path }) => path)).toEqual(['sheets[0].hospitalLevel'])
  })
  it('count earlier covers only by their category, and give later claims no place in the sequence', () => {
    const of = (code: string, history: readonly PriorClaim[], kind: ClaimKind) =>
      benefitFacts(begun, kind, planOf(code), cover, history)['history']
    const women = prior({ earlier: true, kind: 'women-illness' })
    expect(of('beijing-women', [women, { ...women, category: '乳腺癌' }], 'women-illness')).toMatchObject([
      { earlier: true, category: '乳腺癌' },
    ])
    expect(of('beijing-women', [{ ...women, category: '乳腺癌', continuous: false }], 'women-illness')).toEqual([])
    expect(of('xian-inpatient', [prior({ earlier: true })], 'illness-inpatient')).toEqual([])
    expect(of('xian-inpatient', [prior({}), prior({ later: true })], 'illness-inpatient')).toMatchObject([
      { paid: '1200.00', admissions: 1 },
      { paid: '1200.00', admissions: 0 },
    ])
  })
  it('know every category that the code of a diagnosis proposes for the plan', () => {
    const codes = 'C50 C51 C52 C53 C54.1 C54 C55 C56 C57.0 C58 D05 D06 D07.0 D07.1 D07.2'.split(' ')
    for (const code of ['beijing-women', 'nanping-women']) {
      const { categories } = entryNeeds(planOf(code), 'women-illness')
      const proposed = codes.flatMap((one) => proposalFor(one, code).category ?? [])
      expect(proposed.filter((category) => !categories.includes(category))).toEqual([])
      expect(proposed.length).toBeGreaterThan(0)
    }
  })
  it('are complete for every benefit of the catalogue once nothing is missing', () => {
    const insured = { name: '王甲', idNumber: '379901199001010011' }
    for (const plan of catalogue)
      for (const { kind } of plan.benefits) {
        const needs = entryNeeds(plan, kind)
        const entry: ClaimEntry = {
          payee: {
            relation: needs.payeeIsHeir ? 'heir' : 'self',
            name: '王甲',
            idNumber: '379901198506150027',
            mobile: '19900000001',
            card: '6222020909003029',
            bank: '示例银行',
            branch: '',
          },
          incident: {
            ...begun.incident,
            cause: '摔倒',
            diagnosisName: '诊断',
            grade: 'mild',
            category: needs.categories[0] ?? '乳腺癌',
            disabilityGrade: 7,
            diedOn: '2026-03-05',
          },
          sheets: [
            sheetOf({
              admittedOn: '2026-03-01',
              dischargedOn: '2026-03-05',
              ratioSelfPaid: '100.00',
              inScope: '100.00',
            }),
          ],
        }
        const asSelf = needs.payeeIsHeir ? entry : { ...entry, payee: { ...entry.payee, idNumber: insured.idNumber } }
        const state = { entry: asSelf, needs, insured, today: '2026-04-01' }
        expect([plan.code, kind, entryLacks(state)]).toEqual([plan.code, kind, []])
        const read = parseBenefitCase(benefitFacts(asSelf, kind, plan, cover, []), plan)
        expect([plan.code, kind, read.ok]).toEqual([plan.code, kind, true])
      }
  })
})
