import { randomUUID } from 'node:crypto'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { importFile, newEnrolment } from '../support/enrolment.ts'
import { approvedEnrolment } from '../support/approved-enrolment.ts'
import { picture } from '../support/registration.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://elsewhere.example","x")', '＝1+1', '\t=1', "'=1"]
const PLAN = 'comprehensive'

describe('files that come and go', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let enrolment: string
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    enrolment = await newEnrolment(handler, { [PLAN]: 1 })
  })
  afterAll(() => server.stop())

  type Part = { readonly head: string; readonly body: Buffer | string }
  const file = (body: Buffer, more = ''): Part => ({
    head: `content-disposition: form-data; name="file"; filename="证明.png"\r\ncontent-type: image/png${more}`,
    body,
  })
  async function send(boundary: string, parts: readonly Part[]) {
    const pieces = parts.flatMap(({ head, body }) => [`--${boundary}\r\n${head}\r\n\r\n`, body, '\r\n'])
    const began = performance.now()
    const answer = await server.app.inject({
      method: 'POST',
      url: `/api/enrolments/${enrolment}/attachments/other`,
      payload: Buffer.concat([...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece))),
      headers: {
        ...handler.headers,
        'idempotency-key': randomUUID(),
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
    })
    expect(performance.now() - began).toBeLessThan(5_000)
    return answer.statusCode
  }

  it('come in one part with few headers and a short boundary, and nothing else is read', async () => {
    const image = await picture()
    expect(await send('b'.repeat(70), [file(image)])).toBe(200)
    const hostile: [string, Promise<number>][] = [
      ['boundary of 252 bytes', send('b'.repeat(252), [file(image)])],
      ['no boundary', send('', [file(image)])],
      ['two files', send('b', [file(image), file(image)])],
      [
        'many fields',
        send('b', [
          ...Array.from({ length: 50 }, (_, index) => ({
            head: `content-disposition: form-data; name="f${index}"`,
            body: 'x',
          })),
          file(image),
        ]),
      ],
      [
        'a long field',
        send('b', [{ head: 'content-disposition: form-data; name="f"', body: 'x'.repeat(900_000) }, file(image)]),
      ],
      [
        'many headers',
        send('b', [file(image, Array.from({ length: 5000 }, (_, index) => `\r\nx-${index}: y`).join(''))]),
      ],
      [
        'a part named __proto__',
        send('b', [{ head: 'content-disposition: form-data; name="__proto__"', body: 'x' }, file(image)]),
      ],
      ['no file', send('b', [{ head: 'content-disposition: form-data; name="f"', body: 'x' }])],
    ]
    for (const [what, sent] of hostile) {
      const status = await sent
      const harmless = ['two files', 'many headers', 'a part named __proto__', 'a long field'].includes(what)
      expect([what, status < 500, harmless || status >= 400]).toEqual([what, true, true])
    }
    expect(Object.hasOwn(Object.prototype, 'value')).toBe(false)
    expect(await send('b', [file(image)])).toBe(200)
  })

  /** Every cell of every sheet, read by other means than it was written. */
  async function cellsOf(workbook: Buffer) {
    const { sheets } = await readXlsx(workbook)
    return sheets.flatMap(({ rows }) => rows.flat())
  }
  const texts = (cells: readonly unknown[]) =>
    cells.filter((cell) => cell !== null && cell !== undefined && cell !== '')

  it('go out with text in every cell: nothing typed in becomes a formula', async () => {
    const rows = FORMULAS.map((name, index) => [index + 1, name, '379901198803030099', '19955550000'])
    const quoted = (value: unknown) => `"${String(value).replaceAll('"', '""')}"`
    const lines = [['序号', '参保人姓名', '身份证号', '手机号'], ...rows].map(
      (line) => `${line.map(quoted).join(',')}\n`,
    )
    const context = { handler, services: server.services }
    const bytes = Buffer.from(lines.join(''))
    const batch = await importFile(context, { id: enrolment, planCode: PLAN, name: '名单.csv', bytes })
    expect(batch.refused).toBe(FORMULAS.length)
    const refused = await handler.get(`/api/batches/${batch.id}/refused.xlsx`)
    const cells = await cellsOf(refused.rawPayload)
    expect(texts(cells).every((cell) => typeof cell === 'string')).toBe(true)
    for (const name of FORMULAS.map((one) => one.trim()))
      expect([
        name,
        cells.some((cell) => typeof cell === 'string' && cell.trim().endsWith(name.replace(/^'/, ''))),
      ]).toEqual([name, true])
  })
  it('go out so for letters too, even where a name came another way', async () => {
    const reviewer = await signIn(server, association.officeId, { desks: ['enrolment-review'] })
    const finance = await signIn(server, association.officeId, { desks: ['finance'] })
    const by = { submittedBy: handler.accountId, reviewedBy: reviewer.accountId }
    const id = await approvedEnrolment(server, {
      ...association,
      ...by,
      people: FORMULAS.length,
      names: (index) => FORMULAS[index] ?? '',
    })
    const version = async () =>
      (await finance.get(`/api/enrolments/${id}/invoicing`)).json<{ version: number }>().version
    const invoice = {
      planCode: PLAN,
      kind: 'invoice',
      titleKind: 'unit',
      title: '甲',
      taxNumber: '91370000MA00000A1X',
      mail: 'a@example.org',
    }
    await handler.post(`/api/enrolments/${id}/invoices`, {
      ...invoice,
      amount: String(FORMULAS.length * 100),
      heads: FORMULAS.length,
    })
    await handler.post(`/api/enrolments/${id}/invoicing/submit`, { version: await version() })
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    const money = { paidOn: '2026-11-10', amount: String(FORMULAS.length * 100), payer: '甲', reference: randomUUID() }
    await finance.post(`/api/enrolments/${id}/payments`, money)
    expect((await finance.post(`/api/enrolments/${id}/confirm`, { version: await version() })).statusCode).toBe(200)
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ id: string }>`select id from certificates`.execute(db),
    )
    const cells = await cellsOf((await handler.post(`/api/certificates/${rows[0]?.id}/people.xlsx`)).rawPayload)
    expect(texts(cells).every((cell) => typeof cell === 'string')).toBe(true)
    for (const name of FORMULAS) expect(cells).toContain(name)
    const { plans } = (await handler.get('/api/plans/offers')).json<{ plans: { planVersionId: string }[] }>()
    const template = await handler.get(`/api/plans/${plans[0]?.planVersionId}/template.xlsx`)
    expect(texts(await cellsOf(template.rawPayload)).every((cell) => typeof cell === 'string')).toBe(true)
  })
})
