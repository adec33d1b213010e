import { describe, expect, it } from 'vitest'
import { addDays, date } from '../../src/domain/shared/calendar-date.ts'
import { calculated, claimOf, cover2026, paid, planOf, sheet, type Json } from '../support/benefit-cases.ts'

const dayOf2026 = (day: number) => addDays(date('2026-01-01'), day - 1)

/** One stay of the given figures under a cover of 2026. */
function stay(code: string, kind: 'illness-inpatient' | 'accident-inpatient', figures: Json, more: Json = {}) {
  return paid(
    calculated(planOf(code), { cover: { ...cover2026, ...more }, claim: claimOf(kind), sheets: [sheet(figures)] }),
  )
}

describe('hubei-inpatient pays 70 % of the own part', () => {
  it.each([
    ['1733.83', '1213.68'],
    ['1733.84', '1213.69'],
    ['1733.85', '1213.70'],
  ])('%s → %s', (selfPaid1, pays) => {
    expect(stay('hubei-inpatient', 'illness-inpatient', { selfPaid1 })).toBe(pays)
  })
})

describe('yunnan-inpatient pays by tiers', () => {
  it.each([
    ['800', '0.00'],
    ['800.01', '0.00'],
    ['5000', '1260.00'],
    ['10000', '2760.00'],
    ['10000.01', '2760.01'],
    ['50000', '26760.00'],
    ['100000', '56760.00'],
    ['145728.75', '93343.00'],
    ['150000', '96760.00'],
    ['200000', '96760.00'],
  ])('%s → %s, for illness and accident alike', (selfPaid2, pays) => {
    expect(stay('yunnan-inpatient', 'illness-inpatient', { selfPaid2 })).toBe(pays)
    expect(stay('yunnan-inpatient', 'accident-inpatient', { selfPaid2 })).toBe(pays)
  })
})

describe('xian-inpatient pays by the order of admissions', () => {
  const before = (admissions: number, amount: string) => [{ kind: 'illness-inpatient', paid: amount, admissions }]
  it.each([
    ['5000', [], '3300.00'],
    ['5000', before(1, '3300'), '1620.00'],
    ['30000', [], '11871.40'],
    ['5000', before(2, '4920'), '0.00'],
    ['0', [], '300.00'],
    ['0', before(1, '300'), '120.00'],
    ['30000', before(1, '11000'), '871.40'],
  ])('%s after %j → %s', (ratioSelfPaid, history, pays) => {
    const sheets = [sheet({ ratioSelfPaid })]
    const result = calculated(planOf('xian-inpatient'), {
      cover: cover2026,
      claim: claimOf('illness-inpatient'),
      sheets,
      history,
    })
    expect(paid(result)).toBe(pays)
  })

  it('counts the sheets of one claim as admissions in order of their days', () => {
    const sheets = [
      sheet({ ratioSelfPaid: '1000', admittedOn: '2026-08-01', dischargedOn: '2026-08-02' }),
      sheet({ ratioSelfPaid: '2000', admittedOn: '2026-07-01', dischargedOn: '2026-07-02' }),
      sheet({ ratioSelfPaid: '9000', admittedOn: '2026-09-01', dischargedOn: '2026-09-02' }),
    ]
    const result = calculated(planOf('xian-inpatient'), {
      cover: cover2026,
      claim: claimOf('illness-inpatient'),
      sheets,
    })
    expect(result.lines.map((line) => [line.rule, line.on, line.amount])).toEqual([
      ['fixed', '2026-07-01', 30_000],
      ['tier', '2026-07-01', 120_000],
      ['fixed', '2026-08-01', 12_000],
      ['tier', '2026-08-01', 30_000],
      ['not-in-table', '2026-09-01', 0],
    ])
    expect(result).toMatchObject({ total: 192_000, admissions: 3 })
  })
})

describe('henan-drivers', () => {
  const medical = (selfPaid1: string, history: readonly Json[] = []) =>
    paid(
      calculated(planOf('henan-drivers'), {
        cover: cover2026,
        claim: claimOf('accident-medical'),
        sheets: [{ selfPaid1 }],
        history,
      }),
    )
  it.each([
    ['80', '0.00'],
    ['100', '0.00'],
    ['100.01', '0.01'],
    ['6543.21', '6443.21'],
    ['10100', '10000.00'],
    ['25000', '10000.00'],
  ])('pays accident-medical %s less 100, up to 10,000 → %s', (selfPaid1, pays) => {
    expect(medical(selfPaid1)).toBe(pays)
  })
  it('adds the sheets of the claim and takes the deductible once', () => {
    const sheets = [{ selfPaid1: '60.00' }, { selfPaid1: '60.00' }]
    expect(
      paid(calculated(planOf('henan-drivers'), { cover: cover2026, claim: claimOf('accident-medical'), sheets })),
    ).toBe('20.00')
  })
  it('pays only what is left of the period', () => {
    expect(medical('6543.21', [{ kind: 'accident-medical', paid: '9000.00' }])).toBe('1000.00')
  })
  it.each([
    [10, [], '4000.00'],
    [7, [], '16000.00'],
    [1, [], '40000.00'],
    [5, [{ kind: 'disability', paid: '30000' }], '10000.00'],
    [5, [{ kind: 'accident-death', paid: '40000' }], '0.00'],
    [5, [{ kind: 'accident-medical', paid: '10000' }], '24000.00'],
  ])('pays disability grade %i after %j → %s', (disabilityGrade, history, pays) => {
    const claim = claimOf('disability', { disabilityGrade })
    expect(paid(calculated(planOf('henan-drivers'), { cover: cover2026, claim, history }))).toBe(pays)
  })
  it('pays a death what disability left of the sum', () => {
    const history = [{ kind: 'disability', paid: '4000' }]
    expect(
      paid(calculated(planOf('henan-drivers'), { cover: cover2026, claim: claimOf('accident-death'), history })),
    ).toBe('36000.00')
  })
})

describe.each(['beijing-women', 'ningbo-women'])('%s pays by day of diagnosis', (code) => {
  const table = {
    'beijing-women': [
      [30, false, '0.00'],
      [31, false, '500.00'],
      [60, false, '500.00'],
      [60, true, '500.00'],
      [61, false, '15000.00'],
      [61, true, '2000.00'],
    ],
    'ningbo-women': [
      [30, false, '0.00'],
      [31, false, '1000.00'],
      [90, false, '1000.00'],
      [90, true, '1000.00'],
      [91, false, '10000.00'],
      [91, true, '5000.00'],
    ],
  }[code] as [number, boolean, string][]
  const onDay = (day: number, inSitu = false, cover: Json = {}, history: readonly Json[] = [], category?: string) =>
    paid(
      calculated(planOf(code), {
        cover: { ...cover2026, ...cover },
        claim: {
          kind: 'women-illness',
          on: dayOf2026(day),
          diagnosis: { inSitu, ...(category === undefined ? {} : { category }) },
        },
        history,
      }),
    )
  it.each(table)('day %i, in situ %s → %s', (day, inSitu, pays) => {
    expect(onDay(day, inSitu)).toBe(pays)
  })
  it('does not wait again after a renewal', () => {
    const most = code === 'beijing-women' ? '15000.00' : '10000.00'
    expect(onDay(5, false, { continuousSince: '2025-01-01' })).toBe(most)
    expect(onDay(5, false, { continuousSince: '2026-01-01' })).toBe('0.00')
  })
  it('is ended by a payment, but not by a payment of 0', () => {
    expect(onDay(200, false, {}, [{ kind: 'women-illness', paid: '500.00' }])).toBe('0.00')
    expect(onDay(200, false, {}, [{ kind: 'women-illness', paid: '0.00', admissions: 1 }])).not.toBe('0.00')
  })
})

describe('beijing-women', () => {
  const claim = { kind: 'women-illness', on: dayOf2026(61), diagnosis: { category: '一类' } }
  const earlier = (category: string) => [{ kind: 'women-illness', paid: '500.00', earlier: true, category }]
  it('pays for each share', () => {
    expect(paid(calculated(planOf('beijing-women'), { cover: { ...cover2026, shares: 3 }, claim }))).toBe('45000.00')
  })
  it('pays a category of an earlier cover never again, and another one still', () => {
    const pays = (history: readonly Json[]) =>
      paid(calculated(planOf('beijing-women'), { cover: cover2026, claim, history }))
    expect(pays(earlier('一类'))).toBe('0.00')
    expect(pays(earlier('二类'))).toBe('15000.00')
  })
})

describe('nanping-women pays by category', () => {
  it.each([
    ['一类', '6000.00'],
    ['二类', '3000.00'],
    ['三类', '2000.00'],
    ['四类', '1000.00'],
  ])('%s → %s', (category, pays) => {
    const claim = claimOf('women-illness', { diagnosis: { category } })
    expect(paid(calculated(planOf('nanping-women'), { cover: cover2026, claim }))).toBe(pays)
  })
})

describe('hubei-critical pays by grade less what was paid', () => {
  const before = (amount: string) => [{ kind: 'critical-illness', paid: amount }]
  it.each([
    ['mild', 1, [], '3000.00'],
    ['severe', 1, [], '10000.00'],
    ['severe', 1, before('3000'), '7000.00'],
    ['mild', 1, before('3000'), '0.00'],
    ['mild', 1, before('10000'), '0.00'],
    ['severe', 2, before('6000'), '14000.00'],
  ])('%s with %i shares after %j → %s', (grade, shares, history, pays) => {
    const claim = claimOf('critical-illness', { diagnosis: { grade } })
    expect(paid(calculated(planOf('hubei-critical'), { cover: { ...cover2026, shares }, claim, history }))).toBe(pays)
  })
})

/** An allowance for a stay of so many days from 1 February on. */
function allowance(code: string, days: number, shares = 1, history: readonly Json[] = []) {
  const admittedOn = date('2026-02-01')
  const sheets = [{ admittedOn, dischargedOn: addDays(admittedOn, days) }]
  return calculated(planOf(code), {
    cover: { ...cover2026, shares },
    claim: claimOf('hospital-allowance'),
    sheets,
    history,
  })
}

describe('beijing-allowance', () => {
  it.each([
    [10, '360.00'],
    [200, '7200.00'],
    [101, '4000.00'],
    [1, '0.00'],
    [0, '0.00'],
  ])('pays a stay of %i days → %s', (days, pays) => {
    expect(paid(allowance('beijing-allowance', days))).toBe(pays)
  })
  it('pays 101 days and then what is left of 180', () => {
    const history = [{ kind: 'hospital-allowance', paid: '4000.00', days: 100, admissions: 1 }]
    expect(paid(allowance('beijing-allowance', 101, 1, history))).toBe('3200.00')
    expect(allowance('beijing-allowance', 101, 1, history).days).toBe(80)
  })
})

describe('local-remote-inpatient', () => {
  it.each([
    ['employee', false, '600', '1700.00'],
    ['employee', true, '800', '1680.00'],
    ['resident', true, '800', '1470.00'],
    ['resident', false, '600', '1530.00'],
    ['none', false, '600', '0.00'],
  ])('%s, remote %s, deductible part %s → %s', (insurance, remote, deductibleSelfPaid, pays) => {
    const figures = { insurance, remote, partSelfDrug: '1200', deductibleSelfPaid, inScope: '20000' }
    expect(stay('local-remote-inpatient', 'illness-inpatient', figures)).toBe(pays)
  })
  it('rounds the in-scope part to the fen first', () => {
    expect(stay('local-remote-inpatient', 'illness-inpatient', { partSelfDrug: '400', inScope: '0.05' })).toBe('0.01')
  })
})

describe('accident-100', () => {
  const pays = (claim: Json, history: readonly Json[] = []) =>
    paid(calculated(planOf('accident-100'), { cover: cover2026, claim, history }))
  it('pays a death and disability out of one sum', () => {
    expect(pays(claimOf('accident-death'))).toBe('60000.00')
    expect(pays(claimOf('disability', { disabilityGrade: 5 }))).toBe('36000.00')
    expect(pays(claimOf('accident-death'), [{ kind: 'disability', paid: '36000.00' }])).toBe('24000.00')
    expect(pays(claimOf('disability', { disabilityGrade: 7 }), [{ kind: 'accident-death', paid: '60000.00' }])).toBe(
      '0.00',
    )
  })
})

describe('comprehensive', () => {
  it.each([
    ['600', '0.00'],
    ['600.01', '0.00'],
    ['600.02', '50.00'],
    ['725', '50.00'],
    ['5600', '2000.00'],
    ['20600', '9500.00'],
    ['25600', '12500.00'],
    ['200000', '50000.00'],
  ])('pays an illness in a 三级 hospital, own part %s → %s', (selfPaid1, pays) => {
    expect(stay('comprehensive', 'illness-inpatient', { selfPaid1 })).toBe(pays)
  })
  it.each([
    ['三级', 3, '5600.00'],
    ['一级', 1, '2200.00'],
    ['二级', 1, '2100.00'],
  ])('pays 5,600 at level %s with %i shares → %s', (hospitalLevel, shares, pays) => {
    expect(stay('comprehensive', 'illness-inpatient', { selfPaid1: '5600', hospitalLevel }, { shares })).toBe(pays)
  })
  it.each([
    [30, '0.00'],
    [31, '2000.00'],
  ])('waits for an illness: day %i → %s', (day, pays) => {
    const admitted = { admittedOn: dayOf2026(day), dischargedOn: dayOf2026(day + 9) }
    expect(stay('comprehensive', 'illness-inpatient', { selfPaid1: '5600', ...admitted })).toBe(pays)
  })
  it.each([
    ['125', '50.00'],
    ['0.02', '50.00'],
    ['0.01', '0.00'],
  ])('pays an accident, own part %s → %s', (selfPaid1, pays) => {
    expect(stay('comprehensive', 'accident-inpatient', { selfPaid1 })).toBe(pays)
  })
  it.each([
    [3, '0.00'],
    [4, '60.00'],
    [200, '5400.00'],
  ])('pays an allowance with 2 shares for %i days → %s', (days, pays) => {
    expect(paid(allowance('comprehensive', days, 2))).toBe(pays)
  })
  it('pays a death once', () => {
    const death = { cover: { ...cover2026, shares: 3 }, claim: claimOf('accident-death') }
    expect(paid(calculated(planOf('comprehensive'), death))).toBe('90000.00')
    expect(
      paid(calculated(planOf('comprehensive'), { ...death, history: [{ kind: 'accident-death', paid: '0.01' }] })),
    ).toBe('0.00')
  })
})
