import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parseMaterials } from '../../domain/claims/parse-materials.ts'
import { missingMaterials, slotsFor, type MaterialFacts } from '../../domain/claims/materials.ts'
import { sentenceForMaterials } from '../../contract/words/material-problems.ts'
import { CLAIM_KINDS, type ClaimKind } from '../../domain/plans/claim-kind.ts'
import { cents } from '../../domain/shared/cents.ts'
import { CATALOGUE_FOLDER } from '../plans/read-catalogue.ts'
import { readMaterials } from './read-materials.ts'

const materials = await readMaterials()
const json: unknown = JSON.parse(await readFile(`${CATALOGUE_FOLDER}/materials.json`, 'utf8'))

/** Codes of what must be shown for a claim of this kind. */
function requiredFor(kind: ClaimKind, facts: MaterialFacts = {}, plan = 'comprehensive'): string[] {
  return slotsFor(materials, kind, plan, facts).flatMap(({ code, required }) => (required ? [code] : []))
}

describe('the materials that ship', () => {
  it('ask for five images at the least where a hospital claim is plain', () => {
    for (const kind of ['illness-inpatient', 'accident-inpatient', 'hospital-allowance'] as const) {
      const slots = slotsFor(materials, kind, 'comprehensive')
      expect(slots.reduce((sum, slot) => sum + slot.min, 0)).toBe(5)
      expect(slots.some((slot) => !slot.required)).toBe(true)
    }
    expect(requiredFor('illness-inpatient')).toEqual([
      'identity-card-front',
      'identity-card-back',
      'own-bank-card',
      'settlement-sheet',
      'discharge-record',
    ])
  })
  it('ask for one bank card exactly, and for its number beside it', () => {
    for (const kind of CLAIM_KINDS)
      for (const payeeIsOther of [false, true]) {
        const cards = slotsFor(materials, kind, 'comprehensive', { payeeIsOther }).filter((slot) => slot.showsBankCard)
        expect(cards.filter(({ required }) => required)).toMatchObject([{ min: 1, max: 1 }])
      }
  })
  it('ask for proof where the payee is somebody else', () => {
    expect(requiredFor('illness-inpatient', { payeeIsOther: true })).toEqual([
      'identity-card-front',
      'identity-card-back',
      'payee-bank-card',
      'relation-proof',
      'settlement-sheet',
      'discharge-record',
    ])
  })
  it('ask for the form on paper from its threshold on, and for the referral of a stay elsewhere', () => {
    expect(requiredFor('illness-inpatient', { amount: cents(299_999) })).not.toContain('application-form')
    expect(requiredFor('illness-inpatient', { amount: cents(300_000) })).toContain('application-form')
    expect(requiredFor('illness-inpatient', { remote: true })).toContain('referral-proof')
  })
  it('ask for the certificate and the pathology report of a serious illness', () => {
    for (const kind of ['critical-illness', 'women-illness'] as const)
      expect(requiredFor(kind)).toEqual(expect.arrayContaining(['diagnosis-certificate', 'pathology-report']))
  })
  it('ask for the proofs of a death, and not for the identity card that was given back', () => {
    expect(requiredFor('accident-death')).toEqual([
      'payee-bank-card',
      'accident-statement',
      'death-certificate',
      'household-cancellation',
      'cremation-certificate',
      'heirs-proof',
    ])
  })
  it('ask a holder of a passport for its page', () => {
    const required = requiredFor('critical-illness', { idKind: 'passport' })
    expect(required).toContain('passport')
    expect(required).not.toContain('identity-card-front')
  })
  it('ask for some things in some plans only', () => {
    const offered = (plan: string) => slotsFor(materials, 'hospital-allowance', plan).map(({ code }) => code)
    expect(offered('beijing-allowance')).toContain('observation-receipt')
    expect(offered('comprehensive')).not.toContain('observation-receipt')
  })
})

describe('what is missing', () => {
  const slots = slotsFor(materials, 'illness-inpatient', 'comprehensive')
  it('is nothing where every required slot has its images', () => {
    const counts = new Map(slots.map(({ code, min }) => [code, min]))
    expect(missingMaterials(slots, counts)).toEqual([])
  })
  it('names slots with too few images, and with too many', () => {
    const counts = new Map(slots.map(({ code, min }) => [code, min]))
    counts.delete('settlement-sheet')
    counts.set('own-bank-card', 2)
    expect(missingMaterials(slots, counts).map(({ slot, count, lack }) => [slot.name, count, lack])).toEqual([
      ['本人银行卡', 2, 'too-many'],
      ['医保结算单', 0, 'too-few'],
    ])
  })
})

describe('a list of materials that is wrong', () => {
  const first = { code: 'card', name: '卡', photograph: '拍摄卡。', min: 1, max: 1, required: [{}] }
  function sentences(list: unknown): string {
    const parsed = parseMaterials(list, 'materials.json', ['comprehensive'])
    return parsed.ok ? 'nothing is wrong' : sentenceForMaterials(parsed.refusal)
  }
  it('is refused with file, path, rule and what to do', () => {
    expect(sentences([first])).toBe('nothing is wrong')
    expect(sentences([first, first])).toContain('materials.json [1].code：材料代码重复，请合并为一项（material-twice）')
    expect(sentences([{ ...first, min: 2 }])).toContain('[0].min：最少张数不能多于最多张数 1（min-above-max）')
    expect(sentences([{ ...first, min: 0 }])).toContain('[0].min：应为 1–50 的整数')
    expect(sentences([{ ...first, code: 'Bank card' }])).toContain('[0].code：代码由小写英文单词和短横组成')
    expect(sentences([first, { ...first, code: 'other', required: [] }])).toContain('[1]：required 和 optional 至少')
    expect(sentences([{ ...first, required: [{ plans: ['none'] }, {}] }])).toContain(
      '[0].required[0].plans[0]：没有此保障活动，应为：comprehensive（plan-unknown）',
    )
    expect(sentences([{ ...first, required: [{ kinds: [] }, {}] }])).toContain('required[0].kinds：空列表永远不成立')
    expect(sentences([{ ...first, required: [{ amountAtLeast: 3000 }] }])).toContain('金额须写成文字')
    expect(sentences([{ ...first, required: [{ kinds: ['disability'] }] }])).toContain('意外身故没有任何必传材料')
    expect(sentences([{ ...first, colour: 'red' }])).toContain('[0].colour：不认识此项')
    expect(sentences({})).toContain('整个文件：应为列表')
  })
  it('knows every plan of the catalogue', () => {
    expect(parseMaterials(json, 'materials.json', [])).toMatchObject({
      ok: false,
      refusal: { problems: [{ rule: 'plan-unknown' }] },
    })
  })
})
