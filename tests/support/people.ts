import { checkCharacter } from '../../src/domain/shared/id-number.ts'

/** A resident ID number of a county that does not exist; `serial` is odd for men and even for women. */
export function idNumberOf(serial: number, born = '19900101'): string {
  const first17 = `3799${String(Math.floor(serial / 1000) % 100).padStart(2, '0')}${born}${String(serial % 1000).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}

const FAMILY = '赵钱孙李周吴郑王冯陈'
const GIVEN = '甲乙丙丁戊己庚辛壬癸'

export type Person = { readonly name: string; readonly idNumber: string; readonly phone: string }

/** The n-th made-up person: always the same name, number and phone, and no two alike below 1,200,000. */
export function personOf(index: number): Person {
  const name = `${FAMILY.charAt(index % 10)}${GIVEN.charAt(Math.floor(index / 10) % 10)}${GIVEN.charAt(Math.floor(index / 100) % 10)}`
  const month = String(1 + (Math.floor(index / 100_000) % 12)).padStart(2, '0')
  return { name, idNumber: idNumberOf(index, `1990${month}01`), phone: `199${String(index).padStart(8, '0')}` }
}

/** People in the form of the template, as .csv. */
export function rosterCsv(people: readonly Partial<Person>[]): Buffer {
  const lines = people.map(({ name = '', idNumber = '', phone = '' }, at) => `${at + 1},${name},${idNumber},${phone}`)
  return Buffer.from(`序号,参保人姓名,身份证号,手机号\n${lines.join('\n')}\n`)
}
