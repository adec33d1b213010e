import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { pdfText } from '../../../tests/support/pdf-text.ts'
import type { ClaimLetter } from '../../domain/claims/claim-letter.ts'
import { date } from '../../domain/shared/calendar-date.ts'
import { renderClaimLetter } from './render-letter.ts'
import { makeSeal } from './seal.ts'

const step = (amount: string) => ({
  rule: '分段 0.00–5,000.00',
  clause: '第八条',
  basis: '个人自付一 30,000.00',
  formula: '5,000.00 × 40% = 2,000.00',
  amount,
})

const letter = (change: Partial<ClaimLetter> = {}): ClaimLetter => ({
  kind: 'refused',
  number: 'CL3713202611200000012',
  issuedOn: date('2026-12-01'),
  association: '示例职工互助保障会',
  office: { name: '示例办事处', address: '示例路 1 号', telephone: '0000-1234567' },
  unitName: '示例机械厂',
  insured: { name: '王明', documentNumber: '379***********0012' },
  plan: { name: '综合互助保障（示例）', version: '1' },
  claim: { kind: 'accident-inpatient', incidentOn: date('2026-11-20'), acceptedOn: date('2026-11-25') },
  clause: { number: '第八条', text: '意外住院：每次住院按个人自付部分补助。' },
  reason: '酒后驾车，不在保障范围',
  lines: [step('2000.00'), step('-12345.60')],
  total: '9500.00',
  ...change,
})

async function textOf(value: ClaimLetter, seal?: Uint8Array): Promise<{ pages: string[]; pdf: Buffer }> {
  const { chunks } = await renderClaimLetter(value, seal)
  const pdf = Buffer.concat(chunks)
  return { pages: pdfText(pdf), pdf }
}

describe('a letter about the end of a case', () => {
  it('says case, person, clause, reason, every step and how to object, on one page', async () => {
    const { pages } = await textOf(letter(), await makeSeal('示例办事处'))
    expect(pages).toHaveLength(1)
    for (const text of [
      '拒付通知书',
      'CL3713202611200000012',
      '379***********0012',
      '条款 第八条：意外住院',
      '酒后驾车',
      '5,000.00 × 40% = 2,000.00',
      '-12,345.60',
      '按上列步骤计算为 9,500.00 元，本次不予支付',
      '申请复核',
      '0000-1234567',
      '2026年12月1日',
    ])
      expect(pages[0]).toContain(text)
  })

  it('goes on over pages where a calculation is long, and loses no step', async () => {
    const lines = Array.from({ length: 60 }, (_, at) => step(`${at + 1}.00`))
    const { pages } = await textOf(letter({ kind: 'declined', clause: null, lines, total: '0.00' }))
    expect(pages.length).toBeGreaterThan(2)
    const text = pages.join('\n')
    expect(text).toContain('不予给付通知书')
    expect(text).toContain('60.00')
    expect(text).toContain('互助金合计：0.00 元')
  })

  it('about a payment says to whom it went, and what else can be claimed for the same event', async () => {
    const payment = { payee: '王明', cardTail: '0124', paidOn: date('2026-12-01') }
    const others = [
      { plan: '住院津贴计划（示例）', kind: 'hospital-allowance', amount: '1210.00' },
      { plan: '重大疾病（示例）', kind: 'critical-illness', amount: '3000.00', upTo: '10000.00', by: 'grade' },
    ] as const
    const { pages } = await textOf(letter({ kind: 'closed', clause: null, reason: '', payment, alsoClaimable: others }))
    for (const text of [
      '四、还可申领',
      '住院津贴计划（示例）',
      '1,210.00',
      '重大疾病（按等级）',
      '3,000.00–10,000.00',
      '五、如有异议',
    ])
      expect(pages.join('\n')).toContain(text)
    const nothing = await textOf(letter({ kind: 'closed', clause: null, reason: '', payment, alsoClaimable: [] }))
    expect(nothing.pages[0]).toContain('四、如有异议')
    expect(nothing.pages[0]).not.toContain('还可申领')
  })

  it('is the same to the byte whenever it is drawn', async () => {
    const [one, other] = [await textOf(letter()), await textOf(letter())]
    expect(one.pdf.equals(other.pdf)).toBe(true)
  })
})
