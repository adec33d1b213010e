import { describe, expect, it } from 'vitest'
import { lineText, sheetWarningText } from '../../src/contract/words/benefit-line-words.ts'
import type { PlanVersion } from '../../src/domain/plans/plan-version.ts'
import { cents } from '../../src/domain/shared/cents.ts'
import {
  calculated,
  claimOf,
  cover2026,
  paid,
  planOf,
  refusedFields,
  sheet,
  type CaseJson,
} from '../support/benefit-cases.ts'

const comprehensive = planOf('comprehensive')
const illness = (sheets: CaseJson['sheets'], more: Partial<CaseJson> = {}): CaseJson => ({
  cover: cover2026,
  claim: claimOf('illness-inpatient'),
  sheets,
  ...more,
})

describe('an event belongs to the cover in force on its day', () => {
  it.each([
    ['2025-12-31', '0.00'],
    ['2026-12-31', '2000.00'],
    ['2027-01-01', '0.00'],
  ])('admitted on %s → %s, also where the stay goes on after the end', (admittedOn, pays) => {
    expect(
      paid(calculated(comprehensive, illness([sheet({ selfPaid1: '5600', admittedOn, dischargedOn: '2027-01-20' })]))),
    ).toBe(pays)
  })
  it('a sheet outside does so alone and is not counted as an admission', () => {
    const result = calculated(
      planOf('xian-inpatient'),
      illness([
        sheet({ ratioSelfPaid: '5000', admittedOn: '2025-12-30', dischargedOn: '2026-01-02' }),
        sheet({ ratioSelfPaid: '5000' }),
      ]),
    )
    expect(result.lines.map((line) => line.rule)).toEqual(['outside-cover', 'fixed', 'tier'])
    expect(result).toMatchObject({ total: 330_000, admissions: 1 })
  })
  it('judges waiting for each admission by its own day, never by the day of the claim', () => {
    const early = sheet({ selfPaid1: '5600', admittedOn: '2026-01-30', dischargedOn: '2026-02-05' })
    const late = sheet({ selfPaid1: '5600', admittedOn: '2026-01-31', dischargedOn: '2026-02-05' })
    const result = calculated(
      comprehensive,
      illness([late, early], { claim: claimOf('illness-inpatient', { on: '2026-01-05' }) }),
    )
    expect(result.lines.map((line) => [line.rule, line.on])).toEqual([
      ['in-waiting', '2026-01-30'],
      ['tier', '2026-01-31'],
    ])
    expect(result.admissions).toBe(2)
  })
  it('waits by the first day of this cover where nothing waives it', () => {
    const cover = { ...cover2026, continuousSince: '2025-01-01' }
    const early = sheet({ selfPaid1: '5600', admittedOn: '2026-01-05', dischargedOn: '2026-01-09' })
    expect(paid(calculated(comprehensive, illness([early], { cover })))).toBe('2000.00')
  })
})

describe('sheets of one stay', () => {
  const first = sheet({ selfPaid1: '300', hospitalLevel: '一级', stay: 7 })
  const moved = sheet({
    selfPaid1: '500',
    hospitalLevel: '三级',
    stay: 7,
    admittedOn: '2026-06-11',
    dischargedOn: '2026-06-20',
  })
  it('are one admission: amounts added, level of the first, one deductible', () => {
    const result = calculated(comprehensive, illness([moved, first]))
    expect(result.lines.map((line) => [line.rule, line.on, line.amount])).toEqual([['tier', '2026-06-01', 24_000]])
    expect(result.admissions).toBe(1)
  })
  it('are two admissions without the number', () => {
    const { stay: _one, ...alone } = first
    const { stay: _two, ...next } = moved
    expect(calculated(comprehensive, illness([alone, next])).admissions).toBe(2)
  })
  it('count days from the earliest admission to the latest discharge', () => {
    const json = illness([moved, first], { claim: claimOf('hospital-allowance') })
    expect(calculated(planOf('beijing-allowance'), json)).toMatchObject({ days: 18, total: 72_000 })
  })
  it('with a stay of the same day pay no allowance, and 29 February counts', () => {
    const leap = sheet({ admittedOn: '2028-02-28', dischargedOn: '2028-03-01' })
    const json = {
      cover: { ...cover2026, effectiveOn: '2028-02-28', endsOn: '2029-02-27' },
      claim: claimOf('hospital-allowance'),
    }
    expect(paid(calculated(planOf('beijing-allowance'), { ...json, sheets: [leap] }))).toBe('40.00')
    expect(
      paid(calculated(planOf('beijing-allowance'), { ...json, sheets: [{ ...leap, dischargedOn: '2028-02-28' }] })),
    ).toBe('0.00')
  })
})

describe('limits', () => {
  const withLimit = (per: 'claim' | 'life'): PlanVersion => ({
    ...planOf('hubei-inpatient'),
    limits: [{ name: 'all', per, kinds: ['illness-inpatient'], amount: cents(100_000), clause: '第五条' }],
  })
  const sheets = [sheet({ selfPaid1: '1000' }), sheet({ selfPaid1: '1000' })]
  const history = [
    { kind: 'illness-inpatient', paid: '600.00' },
    { kind: 'illness-inpatient', paid: '300.00', earlier: true },
    { kind: 'accident-inpatient', paid: '999.00' },
  ]
  it('per claim see nothing but the claim', () => {
    expect(paid(calculated(withLimit('claim'), illness(sheets, { history })))).toBe('1000.00')
  })
  it('per period see the other claims under this cover', () => {
    expect(
      paid(
        calculated(
          comprehensive,
          illness([sheet({ selfPaid1: '5600' })], { history: [{ kind: 'illness-inpatient', paid: '49000' }] }),
        ),
      ),
    ).toBe('1000.00')
  })
  it('over all covers see earlier ones as well', () => {
    expect(paid(calculated(withLimit('life'), illness(sheets, { history })))).toBe('100.00')
  })
})

describe('facts that cannot be calculated are refused with the path of the field', () => {
  const facts = illness([sheet({ selfPaid1: '5600' })])
  it.each([
    [{ ...facts, sheets: [sheet({ selfPaid1: 5600 })] }, 'sheets[0].selfPaid1', 'amount-given-as-number'],
    [{ ...facts, sheets: [sheet({ selfPaid1: '5600.001' })] }, 'sheets[0].selfPaid1', 'not-an-amount'],
    [{ ...facts, sheets: [sheet({ selfPaid1: '-1' })] }, 'sheets[0].selfPaid1', 'not-an-amount'],
    [{ ...facts, sheets: [sheet({ selfPaid1: '100000000' })] }, 'sheets[0].selfPaid1', 'not-an-amount'],
    [{ ...facts, sheets: [sheet({ selfpaid1: '1' })] }, 'sheets[0].selfpaid1', 'unknown-field'],
    [{ ...facts, sheets: [sheet({ hospitalLevel: undefined })] }, 'sheets[0].hospitalLevel', 'needed-by-plan'],
    [{ ...facts, sheets: [sheet({ admittedOn: undefined })] }, 'sheets[0].admittedOn', 'needed-by-plan'],
    [
      { ...facts, sheets: [sheet({ dischargedOn: '2026-05-31' })] },
      'sheets[0].dischargedOn',
      'discharged-before-admitted',
    ],
    [{ ...facts, sheets: [sheet({ dischargedOn: '2026-06-31' })] }, 'sheets[0].dischargedOn', 'not-a-date'],
    [{ ...facts, sheets: [] }, 'sheets', 'no-sheets'],
    [{ ...facts, sheets: undefined }, 'sheets', 'no-sheets'],
    [{ ...facts, claim: claimOf('disability') }, 'claim.kind', 'kind-not-in-plan'],
    [{ ...facts, claim: { kind: 'dental' } }, 'claim.kind', 'not-one-of'],
    [{ ...facts, claim: undefined }, 'claim', 'missing'],
    [{ ...facts, cover: { ...cover2026, shares: 4 } }, 'cover.shares', 'more-shares-than-plan'],
    [{ ...facts, cover: { ...cover2026, shares: 0 } }, 'cover.shares', 'not-a-whole-number'],
    [{ ...facts, cover: { ...cover2026, effectiveOn: undefined } }, 'cover.effectiveOn', 'missing'],
    [{ ...facts, cover: { ...cover2026, endsOn: '2025-12-31' } }, 'cover.endsOn', 'cover-ends-before-it-begins'],
    [{ ...facts, history: [{ kind: 'illness-inpatient', paid: 5 }] }, 'history[0].paid', 'amount-given-as-number'],
    [{ ...facts, notes: 'x' }, 'notes', 'unknown-field'],
    ['facts', '', 'not-an-object'],
  ])('%#', (json, path, rule) => {
    expect(refusedFields(comprehensive, json)).toContainEqual([path, rule])
  })
  it.each([
    ['nanping-women', claimOf('women-illness'), [], 'claim.diagnosis.category', 'needed-by-plan'],
    [
      'nanping-women',
      claimOf('women-illness', { diagnosis: { category: '五类' } }),
      [],
      'claim.diagnosis.category',
      'category-not-in-plan',
    ],
    ['hubei-critical', claimOf('critical-illness'), [], 'claim.diagnosis.grade', 'needed-by-plan'],
    ['hubei-critical', { kind: 'critical-illness', diagnosis: { grade: 'mild' } }, [], 'claim.on', 'needed-by-plan'],
    ['accident-100', claimOf('disability'), [], 'claim.disabilityGrade', 'needed-by-plan'],
    ['accident-100', claimOf('disability', { disabilityGrade: 11 }), [], 'claim.disabilityGrade', 'not-a-whole-number'],
    ['henan-drivers', claimOf('accident-medical'), [], 'sheets', 'no-sheets'],
    [
      'beijing-women',
      claimOf('women-illness'),
      [{ kind: 'women-illness', earlier: true, category: 'x' }],
      'claim.diagnosis.category',
      'needed-by-plan',
    ],
    [
      'beijing-women',
      claimOf('women-illness', { diagnosis: { category: 'x' } }),
      [{ kind: 'women-illness', earlier: true }],
      'history[0].category',
      'needed-by-plan',
    ],
  ])('%s %j %j: %s', (code, claim, history, path, rule) => {
    expect(refusedFields(planOf(code), { cover: cover2026, claim, history })).toEqual([[path, rule]])
  })
  it('but absent amounts, flags and lists are 0, false and empty', () => {
    expect(paid(calculated(comprehensive, illness([sheet({})])))).toBe('0.00')
    expect(refusedFields(planOf('beijing-women'), { cover: cover2026, claim: claimOf('women-illness') })).toEqual([])
  })
  it('insurance is asked for only where the plan needs it', () => {
    const sheets = [sheet({ insurance: undefined, hospitalLevel: undefined })]
    expect(refusedFields(planOf('local-remote-inpatient'), illness(sheets))).toEqual([
      ['sheets[0].insurance', 'needed-by-plan'],
    ])
    expect(refusedFields(planOf('hubei-inpatient'), illness(sheets))).toEqual([])
  })
})

describe('a calculation in words', () => {
  const told = (plan: PlanVersion, json: CaseJson) =>
    calculated(plan, json)
      .lines.map(lineText)
      .map(({ rule, formula, amount }) => `${rule}｜${formula}｜${amount}`)
  it('tells every step in figures', () => {
    const json = illness([sheet({ selfPaid1: '20000', selfPaid2: '600.05' })], { cover: { ...cover2026, shares: 3 } })
    expect(told(comprehensive, { ...json, history: [{ kind: 'illness-inpatient', paid: '30000.00' }] })).toEqual([
      '分段 0.00–5,000.00｜5,000.00 × 40% = 2,000.00｜2000.00',
      '分段 5,000.00–20,000.00｜(20,000.00 − 5,000.00) × 50% = 7,500.00｜7500.00',
      '分段 20,000.00 以上｜(20,600.05 − 起付 600.00 − 20,000.00) × 60% = 0.03｜0.03',
      '乘以份数 3｜9,500.03 × 3 份 − 9,500.03 = 19,000.06｜19000.06',
      '不超过个人负担｜20,600.05 − 28,500.09 = -7,900.04｜-7900.04',
      '本保障期限额：疾病住院｜50,000.00 − 30,000.00 − 20,600.05 = -600.05｜-600.05',
    ])
  })
  it('states the test that failed where nothing is paid', () => {
    const early = sheet({ selfPaid1: '5600', admittedOn: '2026-01-30', dischargedOn: '2026-02-05' })
    expect(told(comprehensive, illness([early, sheet({ selfPaid1: '600' })]))).toEqual([
      '在等待期内，不给付｜第 30 日 ≤ 第 30 日｜0.00',
      '没有可补助金额｜600.00 − 起付 600.00 ≤ 0｜0.00',
    ])
  })
  it('warns where a sheet does not add up, within 0.01', () => {
    const figures = { total: '100.00', pooledFund: '60.00', selfPaid1: '39.98', cash: '40.00' }
    const { warnings } = calculated(
      planOf('hubei-inpatient'),
      illness([sheet({ ...figures, selfPaid1: '39.99' }), sheet(figures)]),
    )
    expect(warnings.map(sheetWarningText)).toEqual([
      '第 2 张结算单：结算总金额 100.00 与各项合计 99.98 不符，请核对',
      '第 2 张结算单：个人现金支付 40.00 大于个人负担 39.98，请核对',
    ])
  })
})
