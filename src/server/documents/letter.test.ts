import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { pdfText } from '../../../tests/support/pdf-text.ts'
import type { LetterPerson, LetterSnapshot } from '../../domain/certificates/letter-snapshot.ts'
import { date } from '../../domain/shared/calendar-date.ts'
import { cents } from '../../domain/shared/cents.ts'
import { findUnprintable, renderLetter } from './render-letter.ts'
import { makeSeal } from './seal.ts'

const person = (name: string, at: number): LetterPerson => ({
  name,
  documentNumber: `3799011990010${10_000 + at}`,
  workClass: '普通',
  from: date('2026-12-01'),
  to: date('2027-11-30'),
})

function letterFor(names: readonly string[]): LetterSnapshot {
  return {
    number: 'QR37992611220001',
    version: 2,
    issuedOn: date('2026-11-22'),
    association: '示例职工互助保障会',
    office: { name: '示例办事处', address: '示例路 1 号', telephone: '0000-1234567' },
    unit: { name: '示例机械厂', creditCode: '91379900MA00000000', address: '示例路 2 号' },
    plan: { name: '住院医疗（示例）', version: '2026-1' },
    shares: 1,
    contributions: cents(1_204_500),
    benefits: ['疾病住院：按个人自付部分的 70% 给付。'],
    verificationUrl: 'https://example.org/verify/abcdefghijklmnopqrstuv',
    people: names.map(person),
  }
}

async function textOf(letter: LetterSnapshot, seal?: Uint8Array): Promise<{ pages: string[]; pdf: Buffer }> {
  const { chunks } = await renderLetter(letter, seal)
  const pdf = Buffer.concat(chunks)
  return { pages: pdfText(pdf), pdf }
}

describe('a confirmation letter', () => {
  it('says number, version, unit, plan, heads, amount, period, benefits, office and date', async () => {
    const { pages } = await textOf(letterFor(['张三', '李四']))
    for (const text of [
      'QR37992611220001',
      '第 2 版',
      '示例机械厂',
      '住院医疗（示例）（版本 2026-1）',
      '2 人，每人 1 份',
      '12,045.00',
      '壹万贰仟零肆拾伍元整',
      '2026年12月1日 零时',
      '2027年11月30日 二十四时',
      '按个人自付部分的 70% 给付。',
      '示例办事处',
      '2026年11月22日',
      '0000-1234567',
    ])
      expect(pages[0]).toContain(text)
  })
  it('lists everyone under repeated heads and numbers its pages', async () => {
    const names = Array.from({ length: 100 }, (_, at) => `张${String.fromCodePoint(0x4e00 + at)}`)
    const { pages } = await textOf(letterFor(names))
    expect(pages).toHaveLength(4)
    const annex = pages.slice(1)
    for (const [at, page] of annex.entries()) {
      expect(page).toContain('证件号码')
      expect(page).toContain(`第 ${at + 2} 页　共 4 页`)
    }
    const rows = annex.join('\n').split('\n')
    for (const [at, name] of names.entries()) {
      expect(rows.filter((row) => row === name)).toHaveLength(1)
      expect(rows).toContain(`3799011990010${10_000 + at}`)
    }
    expect(rows).toContain('以上共 100 人，以下空白。')
  })
  it('prints names of every script whole: rare characters, long names, names of two lines', async () => {
    const names = ['𠮷田', '㛃', '买买提江·阿卜杜热合曼·吐尔逊', 'ALEXANDER MAXIMILIAN VON HOHENZOLLERN-SIGMARINGEN']
    const { pages } = await textOf(letterFor(names))
    const annex = pages[1]?.replaceAll('\n', ' ')
    for (const name of names) expect(annex).toContain(name)
    expect(annex).not.toContain('\uFFFD')
  })
  it('names what no font has before printing, and prints its code point', async () => {
    const letter = letterFor(['张三', '𮉡王𮉡', '李四'])
    expect(await findUnprintable(letter)).toEqual([{ person: '𮉡王𮉡', row: 2, codePoint: 'U+2E261', character: '𮉡' }])
    const { pages } = await textOf(letter)
    expect(pages[1]).toContain('[U+2E261]王[U+2E261]')
    expect(await findUnprintable(letterFor(['张三']))).toEqual([])
    expect(await findUnprintable({ ...letter, people: [], unit: { ...letter.unit, name: '𮉡厂' } })).toEqual([
      { person: '𮉡厂', codePoint: 'U+2E261', character: '𮉡' },
    ])
  })
  it('goes on to further pages where the plan has much to say, signed once, before the annex', async () => {
    const benefits = Array.from({ length: 60 }, (_, at) => `第 ${at + 1} 项：按实际天数给付。`)
    const { pages } = await textOf({ ...letterFor(['张三']), benefits })
    expect(pages).toHaveLength(4)
    const front = pages.slice(0, 3).join('\n')
    for (const benefit of benefits) expect(front.split('\n')).toContain(benefit)
    expect(pages.filter((page) => page.includes('扫码核验'))).toHaveLength(1)
    expect(pages[3]).toContain('张三')
  })
  it('drops control characters and invisible marks', async () => {
    const { pages } = await textOf(letterFor(['张\u0000三\u202E\u200B', '李\n四']))
    expect(pages[1]?.split('\n')).toEqual(expect.arrayContaining(['张三', '李四']))
  })
  it('is the same file each time, and another one for another seal', async () => {
    const letter = letterFor(['张三'])
    const seal = await makeSeal('示例办事处')
    const [one, two] = [await textOf(letter, seal), await textOf(letter, seal)]
    expect(one.pdf.equals(two.pdf)).toBe(true)
    expect((await textOf(letter)).pdf.equals(one.pdf)).toBe(false)
  })
  it('holds nothing that acts: no scripts, links, forms or attachments', async () => {
    const { pdf } = await textOf(letterFor(['<script>', '/JavaScript']))
    expect(pdf.toString('latin1')).not.toMatch(
      /\/(JavaScript|JS|URI|Annots?|AcroForm|EmbeddedFiles?|OpenAction|AA|Launch)\b/,
    )
  })
  it('stays small and keeps one line per row for 2,000 persons', async () => {
    const { pdf, pages } = await textOf(letterFor(Array.from({ length: 2_000 }, () => '王小明')))
    expect(pages.length).toBe(45)
    expect(pdf.length).toBeLessThan(400_000)
  })
})
