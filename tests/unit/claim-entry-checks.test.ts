import { describe, expect, it } from 'vitest'
import { choicesOf, entryFor, isLikely } from '../../src/domain/claims/also-claimable.ts'
import { dayOfDeath, newClaimEntry, type ClaimEntry, type SheetEntry } from '../../src/domain/claims/claim-entry.ts'
import { entryFindings } from '../../src/domain/claims/entry-findings.ts'
import { entryLacks, hospitalKey } from '../../src/domain/claims/entry-missing.ts'
import { entryNeeds } from '../../src/domain/claims/entry-needs.ts'
import { lineChanges, type PrintedLine } from '../../src/domain/claims/line-changes.ts'
import { parsePayeeName } from '../../src/domain/claims/payee-name.ts'
import { shareEntry, tidyEntry } from '../../src/domain/claims/tidy-entry.ts'
import { findingSentence, lackSentence } from '../../src/contract/words/entry-words.ts'
import { planOf } from '../support/benefit-cases.ts'
import { sheetOf } from '../support/entry-case.ts'

const insured = { name: '王甲', idNumber: '379901198506150027' }
const begun = newClaimEntry('2026-12-12')
const whole: ClaimEntry = {
  payee: { ...begun.payee, ...insured, mobile: '19900000001', card: '6222020909003029', bank: '示例银行' },
  incident: { ...begun.incident, diagnosisCode: 'K35', diagnosisName: '急性阑尾炎' },
  sheets: [sheetOf()],
}
const lacksOf = (entry: ClaimEntry, kind: 'illness-inpatient' | 'accident-death' = 'illness-inpatient') =>
  entryLacks({ entry, needs: entryNeeds(planOf('comprehensive'), kind), insured, today: '2026-12-21' })
const withPayee = (payee: Partial<ClaimEntry['payee']>) => lacksOf({ ...whole, payee: { ...whole.payee, ...payee } })
const withSheet = (...sheets: readonly Partial<SheetEntry>[]) =>
  lacksOf({ ...whole, sheets: sheets.map((sheet) => sheetOf(sheet)) })

describe('what is missing of an entry', () => {
  it('is nothing where it is whole', () => expect(lacksOf(whole)).toEqual([]))
  it('is told by field, the empty ones of a new case too', () => {
    expect(lacksOf(begun).map(({ path, code }) => `${path} ${code}`)).toEqual([
      'payee.name needed',
      'payee.mobile needed',
      'payee.card needed',
      'payee.bank needed',
      'incident.diagnosisName needed',
      'sheets no-sheets',
    ])
  })
  it.each([
    [{ name: '王乙' }, 'payee.name', 'not-the-insured'],
    [{ name: '王,甲', relation: 'spouse' as const }, 'payee.name', 'name-character'],
    [{ bank: '示例银行,城东支行' }, 'payee.bank', 'name-character'],
    [{ bank: '=示例银行' }, 'payee.bank', 'name-character'],
    [{ branch: '城东；支行' }, 'payee.branch', 'name-character'],
    [{ card: '62220209' }, 'payee.card', 'card-length'],
    [{ mobile: '123' }, 'payee.mobile', 'malformed'],
    [{ relation: 'spouse' as const, idNumber: '379901198506150028' }, 'payee.idNumber', 'malformed'],
  ])('is a payee %j', (payee, path, code) => {
    expect(withPayee(payee)).toMatchObject([{ path, code }])
    for (const lack of withPayee(payee)) expect(lackSentence(lack)).not.toMatch(/undefined/)
  })
  it('is a payee of their own where the insured person died', () => {
    const incident = { ...whole.incident, cause: '事故', diedOn: '2026-12-15' }
    expect(lacksOf({ ...whole, incident }, 'accident-death')).toMatchObject([
      { path: 'payee.relation', code: 'insured-is-dead' },
    ])
  })
  it.each([
    ['', 'needed'],
    ['2026-12-11', 'died-before-event'],
    ['2026-12-22', 'in-the-future'],
  ])('is a day of death %j', (diedOn, code) => {
    const payee = { ...whole.payee, relation: 'heir' as const }
    const lacks = lacksOf({ ...whole, payee, incident: { ...whole.incident, cause: '事故', diedOn } }, 'accident-death')
    expect(lacks).toMatchObject([{ path: 'incident.diedOn', code }])
    expect(lackSentence(lacks[0]!)).toContain('身故日期')
    expect(lacksOf({ ...whole, incident: { ...whole.incident, diedOn } })).toEqual([])
  })
  it('of a death is its day, or that of the event where only that was asked', () => {
    expect(dayOfDeath({ ...begun.incident, diedOn: '2026-12-15' }, '2026-12-12')).toBe('2026-12-15')
    expect(dayOfDeath(begun.incident, '2026-12-01')).toBe('2026-12-12')
    expect(dayOfDeath({ ...begun.incident, on: '' }, '2026-12-01')).toBe('2026-12-01')
  })
  it.each([
    [{ dischargedOn: '2026-12-01' }, 'sheets.0.dischargedOn', 'discharged-before-admitted'],
    [{ dischargedOn: '2026-12-30' }, 'sheets.0.dischargedOn', 'in-the-future'],
    [{ hospitalLevel: '' as const }, 'sheets.0.hospitalLevel', 'needed'],
    [{ total: '' }, 'sheets.0.total', 'needed'],
    [{ selfPaid1: '' }, 'sheets.0.selfPaid1', 'no-amounts'],
    [{ invoiceNumber: '？！' }, 'sheets.0.invoiceNumber', 'malformed'],
  ])('is a sheet %j', (sheet, path, code) => {
    expect(withSheet(sheet)).toMatchObject([{ path, code }])
  })
  it('is an invoice on two sheets, however it was typed', () => {
    const again = { invoiceNumber: ' 2637 0000 0000 0000 OOO1', hospital: '示例市 人民医院', admittedOn: '2026-12-18' }
    expect(withSheet({}, again)).toMatchObject([{ path: 'sheets.1.invoiceNumber', code: 'invoice-twice', fact: '1' }])
    expect(hospitalKey('示例市（第一）人民医院')).toBe(hospitalKey('示例市(第一) 人民医院'))
  })
})

describe('the name of a payee', () => {
  it.each(['王甲', '阿里·买买提', "O'Neil Mary", '欧阳 娜'])('%s can be written to a bank', (name) => {
    expect(parsePayeeName(name).ok).toBe(true)
  })
  it.each([
    ['=王甲', '='],
    ['王|甲', '|'],
    ['王;甲', ';'],
    ['王\t甲', '\t'],
    ['@王甲', '@'],
  ])('%j cannot', (name, character) => {
    expect(parsePayeeName(name)).toEqual({ ok: false, refusal: { code: 'payee-name-character', character } })
  })
})

describe('what a careful colleague asks about', () => {
  const findingsOf = (entry: ClaimEntry, kind: 'illness-inpatient' | 'accident-inpatient' = 'illness-inpatient') =>
    entryFindings(entry, kind, { inSitu: false }, [{ number: 'CL1', from: '2026-12-10', to: '2026-12-13' }]).map(
      (finding) => ({
        code: finding.code,
        path: finding.path,
        sentence: findingSentence(finding),
      }),
    )
  const apart = { admittedOn: '2026-12-13', dischargedOn: '2026-12-18' }
  it('is nothing of an entry that fits', () => {
    expect(findingsOf({ ...whole, sheets: [sheetOf(apart)] })).toEqual([])
  })
  it('is a sheet that does not add up, with the likely slip', () => {
    expect(findingsOf({ ...whole, sheets: [sheetOf({ ...apart, selfPaid1: '5420.00' })] })).toEqual([
      {
        code: 'unbalanced',
        path: 'sheets.0.selfPaid1',
        sentence: '第 1 张结算单各项合计比结算总金额多 900.00 元，可能是个人自付一两位数字写反，应为 4520.00',
      },
    ])
    expect(findingsOf({ ...whole, sheets: [sheetOf({ ...apart, total: '18640.03' })] })).toMatchObject([
      { path: 'sheets.0.balance', sentence: '第 1 张结算单各项合计比结算总金额还差 0.03 元' },
    ])
  })
  it('is a gap between sheets of one stay, whose days would be counted as days in hospital', () => {
    const sheets = (admittedOn: string, stay = 'A1') => [
      sheetOf({ admittedOn, dischargedOn: '2026-12-30', stay, invoiceNumber: '2' }),
      sheetOf({ admittedOn: '2026-11-20', dischargedOn: '2026-11-25', stay: 'A1', invoiceNumber: '1' }),
    ]
    expect(findingsOf({ ...whole, sheets: sheets('2026-12-20') })).toEqual([
      {
        code: 'stay-gap',
        path: 'sheets.0.stay',
        sentence: expect.stringContaining('2026-11-25 出院后 2026-12-20 才再入院'),
      },
    ])
    // Settled at the end of a month, or moved within 24 hours.
    const gaps = (admittedOn: string, stay?: string) =>
      findingsOf({ ...whole, sheets: sheets(admittedOn, stay) }).filter(({ code }) => code === 'stay-gap')
    for (const day of ['2026-11-25', '2026-11-26']) expect(gaps(day)).toEqual([])
    expect(gaps('2026-11-27')).toHaveLength(1)
    expect(gaps('2026-12-20', 'A2')).toEqual([])
  })
  it('is a stay that overlaps another, cash beyond the own part, a card digit, and an accident', () => {
    const entry = {
      payee: { ...whole.payee, card: '6222020909003020' },
      incident: { ...whole.incident, diagnosisCode: 'S82.000' },
      sheets: [sheetOf({ cash: '9000.00' })],
    }
    expect(findingsOf(entry).map(({ code }) => code)).toEqual([
      'card-check-digit',
      'is-accident',
      'cash-exceeds-own-part',
      'stay-overlaps',
    ])
    expect(findingsOf({ ...whole, sheets: [] }, 'accident-inpatient')).toMatchObject([{ code: 'is-illness' }])
  })
})

describe('原位癌', () => {
  const findingsOf = (diagnosisCode: string, inSitu: boolean, asked = true) =>
    entryFindings({ ...whole, incident: { ...whole.incident, diagnosisCode, inSitu } }, 'women-illness', {
      inSitu: asked,
    })
  it('is asked about where code and tick differ, and the benefit goes by it', () => {
    const [finding, ...more] = findingsOf('D05.1', false)
    expect([finding, more]).toMatchObject([{ path: 'incident.inSitu', code: 'in-situ-differs' }, []])
    expect(findingSentence(finding!)).toContain('诊断 D05.1 是原位癌的编码，但未勾选')
    expect(findingSentence(findingsOf('C50.9', true)[0]!)).toContain('诊断 C50.9 不是原位癌的编码，但勾选了')
    for (const [code, tick, asked] of [
      ['D05.1', true, true],
      ['C50.9', false, true],
      ['', true, true],
      ['D05.1', false, false],
    ] as const)
      expect(findingsOf(code, tick, asked)).toEqual([])
  })
})

describe('stays of one entry', () => {
  const first = { admittedOn: '2026-12-01', dischargedOn: '2026-12-10', invoiceNumber: '1' }
  const twice = (more: Partial<SheetEntry>) => withSheet(first, { ...first, invoiceNumber: '2', ...more })
  it('do not overlap, unless they carry the number of one stay', () => {
    const [lack, ...more] = twice({ admittedOn: '2026-12-09', dischargedOn: '2026-12-12' })
    expect(lack).toEqual({ path: 'sheets.1.admittedOn', code: 'stay-twice', fact: '1' })
    expect(more).toEqual([])
    expect(lackSentence(lack!)).toContain('填写相同的同次住院编号')
    expect(twice({})).toMatchObject([{ code: 'stay-twice' }])
    expect(withSheet({ ...first, stay: 'A' }, { ...first, stay: ' A', invoiceNumber: '2' })).toEqual([])
  })
  it('may follow each other on one day, as transfers and readmissions do', () => {
    expect(twice({ admittedOn: '2026-12-10', dischargedOn: '2026-12-12' })).toEqual([])
    expect(twice({ admittedOn: '2026-12-05', dischargedOn: '2026-12-05' })).toEqual([])
  })
  it('are one from the first to the last day of their number, also against another stay', () => {
    const late = { ...first, admittedOn: '2026-12-10', dischargedOn: '2026-12-15', stay: 'A', invoiceNumber: '2' }
    const within = { admittedOn: '2026-12-12', dischargedOn: '2026-12-13', invoiceNumber: '3' }
    expect(withSheet({ ...first, stay: 'A' }, late, within)).toMatchObject([{ path: 'sheets.2.admittedOn', fact: '1' }])
  })
})

describe('an entry as it is kept', () => {
  it('is tidy, on the day of its acceptance', () => {
    const kept = tidyEntry(
      {
        payee: { ...whole.payee, name: ' 王　甲 ', mobile: '199 0000 0001', idNumber: '37990119850615002７' },
        incident: { ...whole.incident, on: '2020-01-01' },
        sheets: [sheetOf({ total: '18640', invoiceNumber: ' ab-１ ' })],
      },
      '2026-12-12',
    )
    expect(kept.payee).toMatchObject({ name: '王 甲', mobile: '19900000001', idNumber: '379901198506150027' })
    expect(kept.incident.on).toBe('2026-12-12')
    expect(kept.sheets[0]).toMatchObject({ total: '18640.00', invoiceNumber: 'AB-1' })
    expect(tidyEntry(kept, '2026-12-12')).toEqual(kept)
  })
})

describe('what the cases of one event share', () => {
  type Kind = Parameters<typeof shareEntry>[1]['kind']
  const STAYS: readonly Kind[] = ['illness-inpatient', 'accident-inpatient', 'hospital-allowance']
  const of = (kind: Kind, entry: ClaimEntry, planCode = 'comprehensive') => {
    const asks =
      planCode === 'comprehensive'
        ? { grade: false, category: false, inSitu: false }
        : entryNeeds(planOf(planCode), kind)
    return { entry, kind, planCode, stays: STAYS.includes(kind), asks }
  }
  const saved = (kind: Kind, entry: ClaimEntry, before: ClaimEntry = begun) => ({ ...of(kind, entry), before })
  const diagnosed = (diagnosisCode: string, more: Partial<ClaimEntry['incident']> = {}): ClaimEntry => ({
    ...whole,
    incident: { ...whole.incident, diagnosisCode, diagnosisName: diagnosisCode, ...more },
  })

  it('are payee, diagnosis and, where both kinds take any, sheets', () => {
    const from = saved('illness-inpatient', whole)
    const other = { ...begun, incident: { ...begun.incident, diagnosisCode: 'K35', grade: 'mild' as const } }
    expect(shareEntry(from, of('hospital-allowance', other))).toMatchObject({
      payee: whole.payee,
      incident: { diagnosisCode: 'K35', diagnosisName: '急性阑尾炎', grade: 'mild' },
      sheets: whole.sheets,
    })
    expect(shareEntry(from, of('critical-illness', other)).sheets).toEqual([])
  })
  it('is no sheet where the one that is saved has none to enter', () => {
    for (const kind of ['critical-illness', 'women-illness', 'disability', 'accident-death'] as const) {
      const to = of('illness-inpatient', whole)
      expect(shareEntry(saved(kind, begun, whole), to).sheets).toEqual(whole.sheets)
      const old = { ...whole, sheets: [sheetOf({ selfPaid1: '45200.00' })] }
      expect(shareEntry(saved(kind, old), to).sheets).toEqual(whole.sheets)
    }
  })
  it('is the day of a death with the other cases of it alone', () => {
    const entry = { ...whole, incident: { ...whole.incident, diedOn: '2026-12-15' } }
    expect(shareEntry(saved('accident-death', entry), of('accident-death', begun)).incident.diedOn).toBe('2026-12-15')
    const kept = shareEntry(saved('disability', begun), of('accident-death', entry))
    expect(kept.incident.diedOn).toBe('2026-12-15')
  })
  it('are stays among kinds that pay stays alone; what is no stay remains the case’s own', () => {
    const [emergency, clinic] = ['1', '2'].map((invoiceNumber) =>
      sheetOf({ invoiceNumber, admittedOn: '', dischargedOn: '' }),
    ) as [SheetEntry, SheetEntry]
    const [stay, again] = ['3', '4'].map((invoiceNumber) => sheetOf({ invoiceNumber })) as [SheetEntry, SheetEntry]
    const shared = (from: Kind, now: readonly SheetEntry[], to: Kind, own: readonly SheetEntry[]) =>
      shareEntry(saved(from, { ...whole, sheets: now }, { ...whole, sheets: own }), of(to, { ...whole, sheets: own }))
        .sheets
    const [costs, stays] = ['accident-medical', 'accident-inpatient'] as const
    expect(shared(costs, [emergency, stay], stays, [])).toEqual([stay])
    expect(shared(stays, [stay], costs, [emergency])).toEqual([emergency, stay])
    // What changed, came or went at the stays leaves the other bills where they are.
    expect(shared(stays, [again], costs, [emergency, stay, clinic])).toEqual([emergency, again, clinic])
    expect(shared(stays, [stay, again], costs, [stay, clinic])).toEqual([stay, clinic, again])
    expect(shared(stays, [], costs, [emergency, stay])).toEqual([emergency])
    expect(shared(costs, [clinic], costs, [emergency])).toEqual([clinic])
  })
  it('is nothing that this save did not change, where a colleague entered it meanwhile', () => {
    const mine = { ...begun, sheets: [sheetOf({ invoiceNumber: '1' })] }
    const theirs = { ...whole, sheets: ['1', '2', '3'].map((invoiceNumber) => sheetOf({ invoiceNumber })) }
    const to = of('hospital-allowance', theirs)
    const caused = { ...mine, incident: { ...mine.incident, cause: '腹痛' } }
    expect(shareEntry(saved('illness-inpatient', caused, mine), to)).toEqual({
      ...theirs,
      incident: { ...theirs.incident, cause: '腹痛' },
    })
    const typed = { ...mine, sheets: [sheetOf({ invoiceNumber: '1', treatment: '切除' })] }
    expect(shareEntry(saved('illness-inpatient', typed, mine), to).sheets).toEqual(theirs.sheets)
    // What is not entered there yet still comes along with the next save of whatever.
    const later = { ...whole, incident: { ...whole.incident, cause: '腹痛' } }
    const offered = { ...begun, payee: { ...begun.payee, ...insured, mobile: '19900000001' } }
    expect(shareEntry(saved('illness-inpatient', later, whole), of('hospital-allowance', offered))).toEqual(later)
  })
  it('is a diagnosis with what its code proposes under the other plan, and nothing chosen for the one before', () => {
    const of2 = (plan: string, to: ClaimEntry, code: string) =>
      shareEntry(saved('illness-inpatient', diagnosed(code), diagnosed('K35')), of('women-illness', to, plan)).incident
    expect(of2('ningbo-women', begun, 'D05.1').inSitu).toBe(true)
    expect(of2('beijing-women', begun, 'D05.1')).toMatchObject({ inSitu: true, category: '乳腺癌' })
    expect(of2('ningbo-women', diagnosed('D05.1', { inSitu: true }), 'C50.9').inSitu).toBe(false)
    expect(of2('beijing-women', diagnosed('C50.9', { category: '乳腺癌' }), 'N80').category).toBe('')
    const critical = (to: ClaimEntry, code: string) =>
      shareEntry(saved('illness-inpatient', diagnosed(code), whole), of('critical-illness', to, 'hubei-critical'))
        .incident
    expect(critical(diagnosed('C50.9', { grade: 'severe' }), 'C73').grade).toBe('')
    expect(critical(diagnosed('C73', { grade: 'mild' }), 'C73').grade).toBe('mild')
    expect(critical(begun, 'C50.9').grade).toBe('severe')
  })
})

describe('why an amount changed', () => {
  const line = (rule: string, amount: string, formula = amount): PrintedLine => ({
    rule,
    clause: '第六条',
    basis: '',
    formula,
    amount,
  })
  it('is told by the steps that differ, came or went; steps of one rule in their order', () => {
    const before = [line('分段', '2000.00'), line('分段', '1000.00'), line('份数', '3000.00')]
    const after = [line('分段', '2000.00'), line('分段', '1500.00'), line('封顶', '-500.00')]
    expect(lineChanges(before, after)).toEqual([
      {
        rule: '分段',
        before: { formula: '1000.00', amount: '1000.00' },
        after: { formula: '1500.00', amount: '1500.00' },
      },
      { rule: '封顶', before: null, after: { formula: '-500.00', amount: '-500.00' } },
      { rule: '份数', before: { formula: '3000.00', amount: '3000.00' }, after: null },
    ])
    expect(lineChanges(before, before)).toEqual([])
  })
})

describe('还可申领', () => {
  const of = (diagnosisCode: string): ClaimEntry => ({ ...whole, incident: { ...whole.incident, diagnosisCode } })
  it.each([
    ['K35', 'hospital-allowance', true],
    ['K35', 'illness-inpatient', true],
    ['S82.000', 'accident-inpatient', true],
    ['S82.000', 'illness-inpatient', false],
    ['K35', 'accident-medical', false],
    ['C34.900', 'critical-illness', true],
    ['C73', 'critical-illness', true],
    ['C44.900', 'critical-illness', true],
    ['I63.900', 'critical-illness', true],
    ['K35', 'critical-illness', false],
    ['C50.900', 'women-illness', true],
    ['K35', 'women-illness', false],
    ['S82.000', 'disability', false],
    ['S82.000', 'accident-death', false],
  ] as const)('after %s tries %s: %s', (code, kind, likely) => {
    expect(isLikely(kind, of(code), 'hospital-allowance', 'comprehensive')).toBe(likely)
  })
  it('leaves open what neither the code nor anybody has decided: each grade, or each category', () => {
    const needs = entryNeeds(planOf('hubei-critical'), 'critical-illness')
    expect(choicesOf(of('C73'), needs)).toMatchObject({
      by: 'grade',
      entries: [{ incident: { grade: 'mild' } }, { incident: { grade: 'severe' } }],
    })
    const classes = entryNeeds(planOf('nanping-women'), 'women-illness')
    expect(choicesOf(of('C58'), classes)).toMatchObject({ by: 'category', entries: { length: 4 } })
    expect(choicesOf(of('K35'), entryNeeds(planOf('comprehensive'), 'hospital-allowance'))).toMatchObject({
      by: null,
      entries: { length: 1 },
    })
  })
  it('begins without sheets where the kind takes none', () => {
    const critical = { planCode: 'hubei-critical', kind: 'critical-illness', stays: false } as const
    expect(entryFor(of('C34.900'), critical).sheets).toEqual([])
    expect(entryFor(of('C34.900'), { ...critical, kind: 'accident-medical' }).sheets).toEqual(whole.sheets)
  })
  it('begins with what the diagnosis proposes', () => {
    expect(
      entryFor(of('C34.900'), { planCode: 'hubei-critical', kind: 'critical-illness', stays: false }).incident.grade,
    ).toBe('severe')
  })
})
