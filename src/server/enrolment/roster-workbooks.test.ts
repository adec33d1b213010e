import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { createRosterJudge } from '../../domain/enrolment/judge-roster.ts'
import type { RosterRules } from '../../domain/enrolment/roster-row.ts'
import { date } from '../../domain/shared/calendar-date.ts'
import { checkCharacter } from '../../domain/shared/id-number.ts'
import { checkRosterFile } from './check-roster.ts'
import { failedRowsWorkbook } from './failed-rows-workbook.ts'
import { openRoster, type JudgedRow } from './open-roster.ts'
import { rosterTemplate } from './roster-template.ts'
import { LIMITS } from '../workbooks/cells.ts'
import { openContainer } from '../workbooks/container.ts'
import { makeXlsx, sheetXml } from '../../../tests/support/make-xlsx.ts'

const on = date('2026-12-01')
const rules: RosterRules = {
  ageMin: 16,
  ageMax: 60,
  overAgeProofMax: 65,
  riskClasses: true,
  idKinds: ['resident-id', 'hmt-residence-permit', 'permanent-residence-card', 'passport'],
}
const HEADER = ['序号', '参保人姓名', '身份证号', '手机号']
const PERSON = ['1', '王明', '379900199001010019', '19912345678']

async function judgedRows(bytes: Uint8Array): Promise<{ rows: JudgedRow[]; batch: string | undefined }> {
  const roster = await openRoster(Buffer.from(bytes), 'a.xlsx')
  if ('problem' in roster) throw new Error(roster.problem.code)
  const rows: JudgedRow[] = []
  for await (const batch of roster.judged(rules, on)) rows.push(...batch)
  return { rows, batch: roster.batch }
}

describe('the template', () => {
  it('has the columns of the plan in text format, drop-downs and instructions', async () => {
    const bytes = await rosterTemplate('某活动', rules)
    const { sheets } = await readXlsx(bytes)
    expect(sheets.map(({ name }) => name)).toEqual(['参保人信息', '填写说明'])
    expect(sheets[0]?.rows[0]).toEqual([...HEADER, '证件类型', '出生日期', '性别', '职业类别'])
    expect(sheets[0]?.dataValidations?.map(({ range }) => range)).toEqual(['E2:E200001', 'G2:G200001', 'H2:H200001'])
    const container = await openContainer(Buffer.from(bytes), LIMITS)
    const columns = (await container.bytes('xl/worksheets/sheet1.xml')).toString().match(/<col style="(\d+)"/g)
    expect(columns).toHaveLength(8)
    const styles = (await container.bytes('xl/styles.xml')).toString()
    const table = /<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0].match(/<xf [^>]*>/g)
    const style = table?.[Number(/\d+/.exec(columns?.[0] ?? '')?.[0])] ?? ''
    const format = /numFmtId="(\d+)"/.exec(style)?.[1] ?? ''
    expect(styles).toContain(`<numFmt numFmtId="${format}" formatCode="@"/>`)
  })

  it('leaves out what the plan does not ask', async () => {
    const plain = { ...rules, riskClasses: false, idKinds: ['resident-id'] } as const
    const { sheets } = await readXlsx(await rosterTemplate('某活动', plain))
    expect(sheets[0]?.rows[0]).toEqual([...HEADER, '证件类型'])
  })

  it('is a roster without people', async () => {
    const check = await checkRosterFile(await rosterTemplate('某活动', rules), 'a.xlsx', rules, on)
    expect(check.problems.map(({ row, code }) => [row, code])).toEqual([[null, 'no-people']])
  })
})

describe('the failed-rows workbook', () => {
  const texts = {
    sequence: '7',
    name: '=HYPERLINK("http://a")',
    idNumber: '1.2E+17',
    phone: '+1',
    idKind: '@',
    sex: '-',
  }

  it('brings every text back as typed, as strings, with reasons and its batch', async () => {
    const bytes = await failedRowsWorkbook('batch-1', rules, [
      { texts, problems: [{ code: 'digits-lost' }, { code: 'phone-malformed' }] },
    ])
    const { rows, batch } = await judgedRows(bytes)
    expect(batch).toBe('batch-1')
    const cells = Object.entries(rows[0]?.cells ?? {}).filter(([, cell]) => cell && cell.text !== '')
    const typed = Object.fromEntries(cells.map(([column, cell]) => [column, cell?.text]))
    expect(typed).toEqual(texts)
    expect(cells.every(([, cell]) => cell?.kind === 'text')).toBe(true)
    const { sheets } = await readXlsx(bytes, { readStyles: true })
    expect(sheets[0]?.rows[0]?.at(-1)).toBe('错误原因')
    expect(sheets[0]?.rows[1]?.at(-1)).toMatch(/^E19 .*\nE13 /)
    const marked = [...(sheets[0]?.cells ?? [])].filter(([, cell]) =>
      JSON.stringify(cell.style ?? '').includes('FFC7CE'),
    )
    expect(marked.map(([at]) => at).sort()).toEqual(['1,2', '1,3', '1,8'])
  })

  it('is judged like any roster when it is imported again', async () => {
    const bytes = await failedRowsWorkbook('batch-1', rules, [{ texts, problems: [{ code: 'digits-lost' }] }])
    const check = await checkRosterFile(bytes, '导入失败人员.xlsx', rules, on)
    expect(check.problems.filter(({ row }) => row === 1).map(({ code }) => code)).toEqual(['E01', 'E13', 'E19'])
  })
})

describe('the verdicts of a check', () => {
  const STRANGE = ['', '王 明', '王&明', '_x738B_明', '379900199001010018', '护照', '\t', '长'.repeat(300), '1', '𠮷']
  /** More rows than fit in a piece of the file, every third with a strange text in one of its columns. */
  const rows = Array.from({ length: 9_000 }, (_, n) => {
    const first17 = `379900${1970 + (n % 30)}0101${String(Math.floor(n / 30)).padStart(3, '0')}`
    const usual = [n, '王明', first17 + checkCharacter(first17), '19912345678', '', '', '', '', 'x'.repeat(n % 50)]
    const strange = usual.map((text, place) => (place === (n / 3) % 8 ? (STRANGE[n % 10] ?? '') : text))
    return n % 3 === 0 ? strange : usual
  })
  const header = [...HEADER, '证件类型', '出生日期', '性别', '职业类别', '备注']

  it.each(['shared', 'inline'] as const)(
    'and the rows that are kept are as if each had been judged in full, strings %s',
    async (stringMode) => {
      const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: 'S', rows: [header, ...rows] }], stringMode }))
      const roster = await openRoster(bytes, 'a.xlsx')
      if ('problem' in roster) throw new Error(roster.problem.code)
      const [kept, inFull]: [unknown[], ReturnType<typeof createRosterJudge>] = [[], createRosterJudge(rules, on)]
      for await (const batch of roster.judged(rules, on)) {
        for (const { row, sheetRow, cells, judgement } of batch) {
          expect(judgement).toEqual(inFull.judge(sheetRow, cells))
          kept.push([row, sheetRow, { accepted: judgement.person !== undefined, problems: judgement.problems }])
        }
      }
      const ended = roster.end()
      const heard: unknown[] = []
      for await (const _ of roster.verdicts(rules, on, (...verdict) => heard.push(verdict)));
      expect(kept.length).toBeGreaterThan(8_000)
      expect(heard).toEqual(kept)
      expect(roster.end().findings).toEqual([...ended.findings, ...ended.findings])
    },
  )
})

describe('a roster file', () => {
  const check = async (rows: string[][], after = '') =>
    checkRosterFile(makeXlsx([{ name: '名单', xml: sheetXml(rows, after) }]), 'a.xlsx', rules, on)
  const codes = (found: Awaited<ReturnType<typeof check>>) => found.problems.map(({ row, code }) => [row, code])

  it('says which columns its header lacks, or that there is none', async () => {
    const lacking = await check([
      ['序号', '姓 名', '性别'],
      ['1', '王明', '男'],
    ])
    expect(lacking.problems[0]).toMatchObject({ row: null, code: 'columns-missing' })
    expect(lacking.problems[0]?.message).toContain('“身份证号”、“手机号”')
    expect(
      codes(
        await check([
          ['a', 'b'],
          ['1', '2'],
        ]),
      ),
    ).toEqual([[null, 'header-missing']])
    expect(codes(await check([['姓名', '身份证号', '手机号', '手机号']]))).toEqual([[null, 'columns-repeated']])
  })

  it('finds the header in the first ten rows, by its words however written, in any order', async () => {
    const above = Array.from({ length: 9 }, (_, n) => [`说明 ${n}`])
    const header = ['* 手机号码（必填）', '备注', ' 身份证\u00a0号码：', '姓名']
    const found = await check([...above, header, ['19912345678', '无', '379900199001010019', '王明']])
    expect(found).toMatchObject({ rows: 1, accepted: 1 })
    expect(codes(await check([['x'], ...above, header]))).toEqual([[null, 'header-missing']])
  })

  it('refuses the rows that merged cells cover, not a merged title or merged cells beside', async () => {
    const rows = [['名单'], HEADER, PERSON, ['2', '李丽', '379901198506150027', '19912345679', '', 'x']]
    const merged = (ref: string) => `<mergeCells><mergeCell ref="${ref}"/></mergeCells>`
    expect(await check(rows, merged('A1:D1'))).toMatchObject({ accepted: 2 })
    expect(await check(rows, merged('F3:F4'))).toMatchObject({ accepted: 2 })
    const refused = await check(rows, merged('B4:B9'))
    expect(refused).toMatchObject({ rows: 2, accepted: 1, refused: 1 })
    expect(codes(refused)).toContainEqual([2, 'E18'])
  })

  it('names other visible sheets with people, and passes over hidden ones', async () => {
    const xml = sheetXml([HEADER, PERSON])
    const sheets = [
      { name: '封面', xml: sheetXml([['某单位']]) },
      { name: '旧', xml, state: 'hidden' },
      { name: '一分厂', xml },
      { name: '二分厂', xml },
      { name: '空', xml: sheetXml([HEADER]) },
    ]
    const found = await checkRosterFile(makeXlsx(sheets), 'a.xlsx', rules, on)
    expect(found).toMatchObject({ rows: 1, accepted: 1 })
    const left = found.problems.filter(({ code }) => code === 'other-sheet-left-out')
    expect(left.map(({ message }) => /“(.+?)”/.exec(message)?.[1])).toEqual(['二分厂'])
  })

  it('counts physical rows under the header and skips empty ones', async () => {
    const found = await check([HEADER, [''], ['9'], ['1', '王明', '', '19912345678']])
    expect(found).toMatchObject({ rows: 1, accepted: 0, refused: 1 })
    expect(found.problems.at(-1)).toMatchObject({ row: 3, code: 'E02' })
  })

  it('that cannot be read gives one finding', async () => {
    const found = await checkRosterFile(Buffer.from('PK\u0003\u0004 nothing'), 'a.xlsx', rules, on)
    expect(codes(found)).toEqual([[null, 'file-damaged']])
  })
})
