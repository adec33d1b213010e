import { describe, expect, it } from 'vitest'
import '../words/zh/claim-entry.ts'
import { claimEntry } from '../../contract/claim-shapes.ts'
import { newClaimEntry, type ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { entryNeeds } from '../../domain/claims/entry-needs.ts'
import { planOf } from '../../../tests/support/benefit-cases.ts'
import { sheetOf } from '../../../tests/support/entry-case.ts'
import type { Assessment } from './entry-form.ts'
import { judgeEntry } from './entry-judgement.ts'
import { sendableEntry } from './sendable-entry.ts'

const begun = newClaimEntry('2026-01-12')
const insured = {
  name: '王甲',
  idKind: 'resident-id',
  idNumber: '379901198506150027',
  born: '',
  sex: 'female',
  phone: '',
} as const
const entry: ClaimEntry = {
  payee: {
    ...begun.payee,
    name: insured.name,
    idNumber: insured.idNumber,
    mobile: '19900000001',
    card: '6222020909003029',
    bank: '示例银行',
  },
  incident: { ...begun.incident, diagnosisCode: 'K35', diagnosisName: '急性阑尾炎' },
  sheets: [sheetOf({ admittedOn: '2026-01-12', dischargedOn: '2026-01-18' })],
}
const needs = { ...entryNeeds(planOf('comprehensive'), 'hospital-allowance'), amounts: [], categories: [] }
const assessment: Assessment = {
  version: 1,
  entryVersion: 1,
  needs,
  sheetOrder: [],
  missing: [],
  findings: [],
  calculation: {
    at: '',
    planVersion: '',
    entryChanged: false,
    outdated: false,
    total: '90.00',
    lines: [],
    warnings: [],
  },
  change: null,
  siblings: [],
  otherKinds: [],
}
const claim = { kind: 'hospital-allowance', insured } as const
const judged = (of: ClaimEntry, missing: Assessment['missing'] = []) =>
  judgeEntry(of, claim, assessment, { missing, findings: [], entryVersion: 1, state: 'saved' })

describe('what the page says of an entry', () => {
  it('is nothing where it is whole', () => {
    expect(judged(entry)).toEqual({ missing: [], wrong: [], findings: [], isFresh: true, isOutdated: false })
  })
  it('is that another case has the days of a stay, which only the server knows', () => {
    const used = { path: 'sheets.0.admittedOn', about: 'stay', sentence: '与案件 CL1 已申领的住院重叠' } as const
    expect(judged(entry, [used])).toMatchObject({ missing: [used], wrong: [used] })
  })
  it('is why the calculation does not hold any more: what was entered, or other cases of the person', () => {
    const lacking = (change: object, entryVersion = 1) => {
      const calculation = { ...assessment.calculation!, ...change }
      const keeping = { missing: [], findings: [], entryVersion, state: 'saved' } as const
      const { missing, isFresh, isOutdated } = judgeEntry(entry, claim, { ...assessment, calculation }, keeping)
      return [missing[0]?.sentence.slice(0, 4), isFresh, isOutdated]
    }
    expect(lacking({ entryChanged: true, outdated: true })).toEqual(['录入内容', false, false])
    expect(lacking({}, 2)).toEqual(['录入内容', false, false])
    expect(lacking({ outdated: true })).toEqual(['此人其他', false, true])
  })
  it('is which text is too long to be kept, and that there are too many sheets', () => {
    const incident = { ...entry.incident, diagnosisName: '炎'.repeat(201) }
    const sheets = Array.from({ length: 51 }, (_, at) =>
      sheetOf({ admittedOn: '2026-01-12', dischargedOn: '2026-01-12', invoiceNumber: `2637${at}` }),
    )
    const { wrong } = judged({ ...entry, incident, sheets })
    expect(wrong).toMatchObject([
      { path: 'incident.diagnosisName', sentence: expect.stringContaining('最多 200 个字') },
      { path: 'sheets', sentence: expect.stringContaining('最多 50 张') },
    ])
  })
  it('is a card of more digits than any has', () => {
    const payee = { ...entry.payee, card: '622202090900302912345' }
    expect(judged({ ...entry, payee }).wrong).toMatchObject([
      { path: 'payee.card', sentence: expect.stringContaining('21 位') },
    ])
  })
})

describe('what is sent of an entry', () => {
  const isTaken = (of: ClaimEntry) => claimEntry.safeParse({ ...of, sheets: [...of.sheets] }).success
  it('is taken by the server, whatever was pasted', () => {
    const pasted: ClaimEntry = {
      payee: {
        ...entry.payee,
        name: '王甲\t6222',
        bank: `示例银行${'\ud842\udfb7'.repeat(60)}`,
        card: '622202090900302912345',
      },
      incident: { ...entry.incident, diagnosisName: `\ud842${'炎'.repeat(300)}` },
      sheets: Array.from({ length: 51 }, () => sheetOf({ hospital: '沂水县人民医院\t三级', total: '1e5' })),
    }
    expect(isTaken(pasted)).toBe(false)
    const sent = sendableEntry(pasted)
    expect(isTaken(sent)).toBe(true)
    expect(sent).toMatchObject({ payee: { name: '王甲 6222', card: '622202090900302912345' } })
    expect(sent.payee.bank.isWellFormed()).toBe(true)
    expect(sent.sheets[0]).toMatchObject({ hospital: '沂水县人民医院 三级', total: '' })
    expect(sendableEntry(entry)).toEqual(entry)
  })
})
