import { describe, expect, it } from 'vitest'
import '../words/zh/claim-entry.ts'
import { newClaimEntry, type ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { entryNeeds } from '../../domain/claims/entry-needs.ts'
import { planOf } from '../../../tests/support/benefit-cases.ts'
import { sheetOf } from '../../../tests/support/entry-case.ts'
import type { Assessment } from './entry-form.ts'
import { judgeEntry } from './entry-judgement.ts'

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
  payee: { ...begun.payee, ...insured, mobile: '19900000001', card: '6222020909003029', bank: '示例银行' },
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
  calculation: { at: '', planVersion: '', stale: false, total: '90.00', lines: [], warnings: [] },
  change: null,
  siblings: [],
  otherKinds: [],
}
const claim = { kind: 'hospital-allowance', insured } as const
const judged = (of: ClaimEntry, missing: Assessment['missing'] = []) =>
  judgeEntry(of, claim, assessment, { missing, findings: [], entryVersion: 1, state: 'saved' })

describe('what the page says of an entry', () => {
  it('is nothing where it is whole', () => {
    expect(judged(entry)).toEqual({ missing: [], wrong: [], findings: [], isFresh: true })
  })
  it('is that another case has the days of a stay, which only the server knows', () => {
    const used = { path: 'sheets.0.admittedOn', about: 'stay', sentence: '与案件 CL1 已申领的住院重叠' } as const
    expect(judged(entry, [used])).toMatchObject({ missing: [used], wrong: [used] })
  })
})
