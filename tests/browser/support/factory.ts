import { join } from 'node:path'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { checkCharacter } from '../../../src/domain/shared/id-number.ts'
import { creditCodeCheckDigit } from '../../../src/domain/units/credit-code.ts'
import type { Paper } from './paper.ts'

/** The plan that the unit of 400 staff takes part in. */
export const PLAN = '综合互助保障（住院+医疗+意外）（示例）'

export const wholeId = (first17: string) => first17 + checkCharacter(first17)

const creditCode = '91379902MA0000400'

/** A unit of 400 staff that walks the chapters of the manual, and its handler. */
export const factory = {
  name: '青禾市石桥纺织（集团）有限公司',
  creditCode: creditCode + creditCodeCheckDigit(creditCode),
  userName: 'qiuhaiyan',
  handler: '仇海燕',
  phone: '19930000400',
  password: '青石板路 四百人的单位 七月',
  union: {
    工会名称: '石桥纺织厂工会委员会',
    经办人姓名: '仇海燕',
    经办人证件号码: wholeId('37990219850615002'),
    经办人手机号: '19930000400',
    经办人邮箱: 'factory@example.org',
  },
} as const

export const rosterFile = (name: string) => join(import.meta.dirname, '../../fixtures', name)

/** 导入失败人员, as downloaded, with its first eight rows put right: 改正甲 to 改正辛. */
export async function correctedWorkbook({ name, bytes }: { name: string; bytes: Buffer }): Promise<Paper> {
  const { sheets, properties } = await readXlsx(bytes)
  const { name: sheet, rows } = sheets[0]!
  const column = (title: string) => rows[0]!.indexOf(title)
  for (const [index, row] of rows.slice(1, 9).entries()) {
    row[column('参保人姓名')] = `改正${'甲乙丙丁戊己庚辛'.charAt(index)}`
    row[column('身份证号')] = wholeId(`3799021985020140${index}`)
    row[column('手机号')] = `1993000050${index}`
    for (const title of ['证件类型', '出生日期', '性别', '职业类别']) row[column(title)] = ''
  }
  const saved = await writeXlsx({ sheets: [{ name: sheet, rows }], properties: properties ?? {} })
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { name, mimeType, buffer: Buffer.from(saved) }
}
