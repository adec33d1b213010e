import { writeXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import type * as contract from '../../src/contract/dictionaries.ts'
import { bringDictionaries, loadShipped } from '../../src/server/claims/bring-dictionaries.ts'
import type { DictionaryImport } from '../../src/server/claims/import-dictionary.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Diagnoses = OutputOf<typeof contract.findDiagnosis>['diagnoses']
type Listed = OutputOf<typeof contract.listDictionary>

describe('the dictionaries of claims', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let administrator: Actor
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    administrator = await signIn(server, association.officeId, { desks: ['administration'] })
    await bringDictionaries(server.services)
  })
  afterAll(() => server.stop())

  const diagnoses = async (q: string, more = ''): Promise<Diagnoses> =>
    (await handler.get(`/api/dictionaries/diagnoses/find?q=${encodeURIComponent(q)}${more}`)).json().diagnoses
  const codes = async (q: string) => (await diagnoses(q)).map(({ code }) => code)
  const list = async (kind: string, query = ''): Promise<Listed> =>
    (await administrator.get(`/api/dictionaries/${kind}?${query}`)).json()
  const bring = async (kind: string, name: string, bytes: Uint8Array, query = ''): Promise<DictionaryImport> => {
    const answer = await administrator.upload(`/api/dictionaries/${kind}/import?${query}`, name, bytes)
    expect([answer.statusCode, answer.body]).toEqual([200, answer.body])
    return answer.json()
  }
  const csv = (...rows: string[]) => Buffer.from(rows.join('\r\n'))

  it('ship with the product and are there after the first start', async () => {
    expect((await list('diagnoses')).used).toBeGreaterThan(500)
    expect((await list('banks')).used).toBe(28)
    expect((await list('hospitals')).used).toBe(26)
    expect((await list('hospitals', 'limit=100')).rows.every(({ name }) => name.endsWith('（示例）'))).toBe(true)
  })
  it('give a diagnosis by its code, with or without the point, the exact one first', async () => {
    expect((await codes('C50'))[0]).toBe('C50')
    expect((await codes('c50')).slice(0, 3)).toEqual(['C50', 'C50.0', 'C50.1'])
    expect((await codes('Ｃ509'))[0]).toBe('C50.9')
    expect((await codes(' s72.0 '))[0]).toBe('S72.0')
  })
  it('give it by the letters of its pinyin and by parts of its name, the beginning before the middle', async () => {
    expect((await codes('jxlwy'))[0]).toBe('K35')
    expect((await codes('JXXJGS'))[0]).toBe('I21')
    const pneumonia = (await diagnoses('肺炎')).map(({ name }) => name)
    expect(pneumonia[0]).toBe('肺炎，病原体未特指')
    expect(pneumonia).toContain('病毒性肺炎，不可归类在他处者')
    expect(await codes('股骨 颈')).toEqual(['S72.0'])
    expect((await diagnoses('恶性')).length).toBe(20)
  })
  it('say what a code suggests, for the plan where it is known', async () => {
    expect((await diagnoses('C50.9', '&planCode=nanping-women'))[0]).toEqual({
      code: 'C50.9',
      name: '未特指的乳房恶性肿瘤',
      codeSystem: 'ICD-10',
      chapter: '肿瘤',
      accident: false,
      proposal: { category: '一类', grade: 'severe', inSitu: false },
    })
    expect((await diagnoses('D06'))[0]?.proposal).toEqual({ category: null, grade: 'mild', inSitu: true })
    expect((await diagnoses('W19'))[0]).toMatchObject({ accident: true, chapter: '疾病和死亡的外因' })
  })
  it('find nothing for nothing, and take signs of searching as what they are', async () => {
    expect(await diagnoses(' ')).toEqual([])
    for (const q of ['%', '_', '\\', "'", '100%']) expect(await diagnoses(q)).toEqual([])
  })
  it('give hospitals with their level, and banks', async () => {
    const hospital = (await handler.get('/api/dictionaries/hospitals/find?q=slszyyy')).json()
    expect(hospital.hospitals[0]).toMatchObject({ name: '示例市中医医院（示例）', level: '三级', region: '示例市' })
    const bank = (await handler.get('/api/dictionaries/banks/find?q=zsyh')).json()
    expect(bank.banks[0]).toEqual({ code: '308', name: '招商银行' })
  })
  it('are brought in whole from a spreadsheet: new ones, changed ones, and those that the file lacks stay', async () => {
    const bytes = csv(
      '银行字典,',
      '银行编码,银行名称',
      '102,中国工商银行股份有限公司',
      '999,示例银行',
      '103,中国农业银行',
    )
    expect(await bring('banks', 'banks.csv', bytes)).toEqual({
      written: true,
      rows: 3,
      added: 1,
      changed: 1,
      retired: 0,
      problemCount: 0,
      causes: [],
      problems: [],
    })
    expect((await list('banks')).used).toBe(29)
    expect(await bring('banks', 'banks.csv', bytes)).toMatchObject({ written: true, added: 0, changed: 0 })
  })
  it('retire what a file lacks where it is to be the whole dictionary, and use it again later', async () => {
    const rows = [
      ['银行编码', '银行名称'],
      [102, '中国工商银行'],
      ['999', '示例银行'],
    ]
    const bytes = await writeXlsx({ sheets: [{ name: '银行', rows }] })
    expect(await bring('banks', 'banks.xlsx', bytes, 'replace=true')).toMatchObject({ changed: 1, retired: 27 })
    expect(await list('banks', 'state=used')).toMatchObject({ used: 2, retired: 27, rows: { length: 2 } })
    expect((await handler.get('/api/dictionaries/banks/find?q=zsyh')).json()).toEqual({ banks: [] })
    await asSystem(server.services, (tx) => loadShipped(tx, ['banks']))
    expect((await handler.get('/api/dictionaries/banks/find?q=zsyh')).json().banks).toHaveLength(2)
  })
  it('come in the encoding of older spreadsheets too', async () => {
    const bytes = Buffer.from('d2f8d0d0b4fac2eb2cd2f8d0d0c3fbb3c60a3737372ccabec0fdb5dac6dfd2f8d0d00a', 'hex')
    expect(await bring('banks', 'banks.csv', bytes)).toMatchObject({ written: true, rows: 1, added: 1 })
    const found = (await handler.get('/api/dictionaries/banks/find?q=777')).json()
    expect(found.banks).toEqual([{ code: '777', name: '示例第七银行' }])
  })
  it('are not written at all while anything is wrong, and every row that is wrong is named', async () => {
    const before = await list('hospitals')
    const bytes = csv(
      '医院编码,医院名称,医院级别',
      'A1,示例甲医院,三级甲等',
      ',示例乙医院,二级',
      'A3,,一级',
      'A4,示例丁医院,四级',
      'A1,示例戊医院,未定级',
      '1.2E+15,示例己医院,',
    )
    const refused = await bring('hospitals', 'h.csv', bytes)
    expect(refused).toMatchObject({ written: false, rows: 6, problemCount: 5, added: 0 })
    expect(refused.problems.map(({ row, cell, message }) => [row, cell, message])).toEqual([
      [3, 'A3', '编码为空，请补上'],
      [4, 'B4', '名称为空，请补上'],
      [5, 'C5', '不认识级别“四级”，应为一级、二级、三级或未定级'],
      [6, 'A6', '编码与第 2 行重复，请删去其中一行'],
      [7, 'A7', '编码被表格软件变成了科学计数，请将该列设为文本格式后重新填写'],
    ])
    expect((await list('hospitals')).used).toBe(before.used)
  })
  it('say what is wrong with a file that cannot be read as this dictionary', async () => {
    const message = async (name: string, bytes: Uint8Array) =>
      (await bring('hospitals', name, bytes)).causes[0]?.message
    expect(await message('h.csv', csv('姓名,手机号', '张三,199'))).toBe(
      '没有找到表头。前 10 行中须有一行写明：医院编码、医院名称、医院级别。',
    )
    expect(await message('h.csv', csv('医院编码,医院名称', 'A,B'))).toContain('第 1 行表头缺少：医院级别')
    expect(await message('h.csv', csv('医院编码,医院名称,医院级别'))).toBe('表头下面没有数据，请核对文件。')
    expect(await message('h.txt', csv('x'))).toContain('只接受 .xlsx、.xls、.csv')
    expect(await message('h.xlsx', csv('x'))).toContain('文件内容与扩展名不符')
  })
  it('take 40,000 diagnoses of another version of the codes and find among them at once', async () => {
    const system = '医保版 2.0'
    const rows = Array.from({ length: 40_000 }, (_, at) => {
      const letter = String.fromCharCode(65 + (at % 26))
      const code = `${letter}${String(Math.floor(at / 26) % 100).padStart(2, '0')}.${String(at).padStart(5, '0')}X001`
      return `${code},示例诊断第${at}种伴有并发症,${system}`
    })
    const bytes = csv('诊断编码,诊断名称,编码体系', ...rows)
    expect(await bring('diagnoses', 'icd.csv', bytes)).toMatchObject({ written: true, rows: 40_000, added: 40_000 })
    const asked = performance.now()
    expect((await diagnoses('第39999种'))[0]).toMatchObject({
      codeSystem: system,
      code: expect.stringContaining('x001'),
    })
    expect((await codes('C50'))[0]).toBe('C50')
    expect(performance.now() - asked).toBeLessThan(2_000)
  })
  it('are read page by page, each entry once', async () => {
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 10; page += 1) {
      const { rows, next } = await list('diagnoses', `limit=100&q=${encodeURIComponent('恶性肿瘤')}${cursor}`)
      seen.push(...rows.map(({ code }) => code))
      if (!next) break
      cursor = `&cursor=${encodeURIComponent(next)}`
    }
    const { used } = await list('diagnoses', `q=${encodeURIComponent('恶性肿瘤')}`)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(used)
    expect((await administrator.get('/api/dictionaries/diagnoses?cursor=zzz')).statusCode).toBe(404)
  })
  it('are changed by administrators only, with one journal entry for each file that was written', async () => {
    for (const desks of [['audit'], ['claim-entry']] as const) {
      const other = await signIn(server, association.officeId, { desks })
      expect((await other.upload('/api/dictionaries/banks/import', 'b.csv', csv('x'))).statusCode).toBe(403)
    }
    expect((await handler.get('/api/dictionaries/banks')).statusCode).toBe(403)
    const entries = await asSystem(server.services, async (tx) => {
      await sql`select 1`.execute(tx.db)
      const { rows } = await sql<{ facts: object }>`
        select facts from journal where action = 'dictionaries.import' and result = 'done' order by at, id`.execute(
        tx.db,
      )
      return rows
    })
    expect(entries).toHaveLength(5)
    expect(entries[0]?.facts).toMatchObject({ kind: 'banks', rows: 3, added: 1, changed: 1, replace: false })
  })
  it('are not loaded again by a start that finds them', async () => {
    const counts = () => Promise.all(['diagnoses', 'hospitals', 'banks'].map((kind) => list(kind)))
    const before = await counts()
    await bringDictionaries(server.services)
    expect(await counts()).toEqual(before)
  })
})
