import type { LetterPerson, LetterSnapshot } from '../../src/domain/certificates/letter-snapshot.ts'
import { date } from '../../src/domain/shared/calendar-date.ts'
import { cents } from '../../src/domain/shared/cents.ts'

const SURNAMES = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾')
/** The given names draw on 2,000 characters, as those of a big roster do. */
const GIVEN_FROM = 0x4e00
const GIVEN = 2_000

/** The same numbers for the same seed, on every machine (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

/** A letter for people who do not exist: the address code 379900 belongs to no county. */
export function sampleLetter(heads: number): LetterSnapshot {
  const draw = seeded(20_261_122)
  const given = () => String.fromCodePoint(GIVEN_FROM + draw(GIVEN))
  const people = Array.from({ length: heads }, (): LetterPerson => {
    const born = `${1966 + draw(40)}${String(1 + draw(12)).padStart(2, '0')}${String(1 + draw(28)).padStart(2, '0')}`
    const name = `${SURNAMES[draw(SURNAMES.length)] ?? ''}${given()}${draw(4) === 0 ? '' : given()}`
    const documentNumber = `379900${born}${String(draw(1000)).padStart(3, '0')}${'0123456789X'[draw(11)] ?? ''}`
    const renewing = draw(3) > 0
    return {
      name,
      documentNumber,
      workClass: draw(10) === 0 ? '高风险' : '普通',
      from: date(renewing ? '2027-01-01' : '2026-12-01'),
      to: date(renewing ? '2027-12-31' : '2027-11-30'),
    }
  })
  return {
    number: 'QR37992611220001',
    version: 1,
    issuedOn: date('2026-11-22'),
    association: '示例职工互助保障会',
    office: { name: '示例办事处', address: '示例路 1 号', telephone: '0000-1234567' },
    unit: { name: '示例机械厂', creditCode: '91379900MA00000000', address: '示例路 2 号' },
    plan: { name: '综合互助保障（示例）', version: '2026-1' },
    shares: 1,
    contributions: cents(heads * 10_000),
    benefits: ['疾病住院：个人自付部分扣除起付额后按比例给付。', '住院津贴：自第 4 天起每天 30 元。'],
    verificationUrl: 'https://example.org/verify/abcdefghijklmnopqrstuv',
    people,
  }
}
