import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import type { RosterRules } from '../../domain/enrolment/roster-row.ts'
import { date } from '../../domain/shared/calendar-date.ts'
import { checkCharacter } from '../../domain/shared/id-number.ts'
import { LIMITS } from '../workbooks/cells.ts'
import { makeXlsx, sheetXml } from '../../../tests/support/make-xlsx.ts'
import { openRoster } from './open-roster.ts'

const on = date('2026-12-01')
const rules: RosterRules = { ageMin: 16, ageMax: 60, overAgeProofMax: 65, riskClasses: false, idKinds: ['resident-id'] }
const HEADER = ['序号', '参保人姓名', '身份证号', '手机号']

describe('a file of more people than are taken', () => {
  const most = 3
  const limits = { ...LIMITS, rows: most }
  const people = (count: number) => [
    HEADER,
    ...Array.from({ length: count }, (_, n) => {
      const first17 = `3799001990010100${n}`
      return [String(n + 1), '王明', first17 + checkCharacter(first17), `1991234567${n}`]
    }),
  ]
  /** Attributes in another order than every common program writes, which is read tag by tag. */
  const tagByTag = (xml: string) => xml.replaceAll(/<c r="(\w+)" t="(\w+)">/g, `<c t='$2' r='$1'>`)
  const xlsx = (xml: string) => makeXlsx([{ name: 'S', xml }])
  const ways: readonly (readonly [name: string, way: string, (rows: string[][]) => Buffer])[] = [
    ['a.xlsx', 'as usual', (rows) => xlsx(sheetXml(rows))],
    ['a.xlsx', 'tag by tag', (rows) => xlsx(tagByTag(sheetXml(rows)))],
    [
      'a.xls',
      'whole',
      (rows) =>
        write(
          { SheetNames: ['S'], Sheets: { S: utils.aoa_to_sheet(rows) } },
          { type: 'buffer', bookType: 'biff8' },
        ) as Buffer,
    ],
    ['a.csv', 'by lines', (rows) => Buffer.from(rows.map((cells) => cells.join(',')).join('\n'))],
  ]
  const judge = async (name: string, bytes: Buffer) => {
    const roster = await openRoster(bytes, name, limits)
    if ('problem' in roster) throw new Error(roster.problem.code)
    let rows = 0
    for await (const batch of roster.judged(rules, on)) rows += batch.length
    let heard = 0
    for await (const _ of roster.verdicts(rules, on, () => (heard += 1)));
    return [rows, heard]
  }
  const refused = { refusal: { code: 'too-many-rows', most } }

  it.each(ways)('is refused under a plain header, and not one less: %s read %s', async (name, _, bytesOf) => {
    expect(await judge(name, bytesOf(people(most)))).toEqual([most, most])
    await expect(judge(name, bytesOf(people(most + 1)))).rejects.toMatchObject(refused)
  })
  it.each(ways)('is not refused for a title and notes above them: %s read %s', async (name, _, bytesOf) => {
    const above = ['某单位参保名单', '填表说明', '填表日期'].map((text) => [text])
    expect(await judge(name, bytesOf([...above, ...people(most)]))).toEqual([most, most])
    await expect(judge(name, bytesOf([...above, ...people(most + 1)]))).rejects.toMatchObject(refused)
  })
  it.each(ways)('is not read on for long, whoever they are: %s read %s', async (name, _, bytesOf) => {
    const lines = Array.from({ length: 14 }, (_, n) => [`第 ${n} 行`])
    const opened = openRoster(bytesOf(lines), name, limits)
    await expect(opened).rejects.toMatchObject(refused)
    expect(await openRoster(bytesOf(lines.slice(1)), name, limits)).toEqual({ problem: { code: 'header-missing' } })
  })
})
