import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import type { getInvoicing } from '../../src/contract/invoicing.ts'
import type { OrganisationId } from '../../src/domain/shared/ids.ts'
import { endUnpaid } from '../../src/server/enrolment/end-unpaid.ts'
import { messageTasks } from '../../src/server/messages/tasks.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { detailOf } from '../support/enrolment.ts'
import { personOf } from '../support/people.ts'
import { registerUnit } from '../support/registered-unit.ts'
import { submit, submittable } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { paper } from '../support/two-towns.ts'

const fields = {
  planCode: 'comprehensive',
  kind: 'invoice',
  titleKind: 'unit',
  title: '甲单位',
  taxNumber: '91370000MA00000A1X',
  mail: 'office@example.org',
}

describe('invoices of an enrolment that comes back', () => {
  let server: TestServer
  let handler: Actor
  let reviewer: Actor
  let finance: Actor
  let id: string
  let officeId: OrganisationId

  const money = async () => (await handler.get(`/api/enrolments/${id}/invoicing`)).json<OutputOf<typeof getInvoicing>>()
  const enter = async (heads: number, more: object = {}) => {
    const amount = `${heads * 100}`
    const saved = await handler.post(`/api/enrolments/${id}/invoices`, { ...fields, heads, amount, ...more })
    expect(saved.statusCode, saved.body).toBe(200)
    return saved.json<{ invoiceId: string; dated: string }>()
  }
  const remove = (invoiceId: string) => handler.post(`/api/enrolments/${id}/invoices/${invoiceId}/remove`)
  const handIn = async () =>
    handler.post(`/api/enrolments/${id}/invoicing/submit`, { version: (await money()).version })
  const approve = async () => {
    expect((await submit(handler, id)).json()).toMatchObject({ findings: [] })
    await reviewer.post('/api/work/take', { kind: 'enrolment-review', subjects: [id] })
    const { version } = await detailOf(reviewer, id)
    expect((await reviewer.post(`/api/enrolments/${id}/approve`, { version })).statusCode).toBe(200)
  }
  const backToUnit = async () => {
    const { version } = await detailOf(reviewer, id)
    const reasons = [{ step: 'roster', text: '请核对名单' }]
    expect((await reviewer.post(`/api/enrolments/${id}/return`, { version, reasons })).statusCode).toBe(200)
  }
  const backToInvoices = async () => {
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    const { version } = await money()
    const answer = await finance.post(`/api/enrolments/${id}/invoicing/return`, { version, reason: '抬头有误' })
    expect(answer.statusCode, answer.body).toBe(200)
  }
  const dropPerson = async () => {
    const { rows } = (await handler.post(`/api/enrolments/${id}/rosters/comprehensive/window`, {})).json<{
      rows: { id: string }[]
    }>()
    const gone = await handler.post(`/api/enrolments/${id}/rosters/comprehensive/remove`, {
      people: [rows.at(-1)?.id],
    })
    expect(gone.statusCode, gone.body).toBe(200)
  }
  const told = () =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ kind: string }>`select kind from messages order by id`.execute(db)
      return rows.map(({ kind }) => kind)
    })

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-10T09:00:00+08:00' })
    const made = await makeAssociation(server)
    const { unitId } = made
    officeId = made.officeId
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, officeId, { desks: ['enrolment-review'], name: '审核' })
    finance = await signIn(server, officeId, { desks: ['finance'], name: '财务' })
    await registerUnit(server, handler)
    id = await submittable(
      server,
      handler,
      Array.from({ length: 5 }, (_, at) => personOf(at)),
    )
    await approve()
  })
  afterAll(() => server.stop())

  it('are not taken with a tax number or a mobile number that can be none', async () => {
    const save = async (more: object) =>
      (await handler.post(`/api/enrolments/${id}/invoices`, { ...fields, heads: 1, amount: '100', ...more })).json()
    expect(await save({ taxNumber: '1237130049500001P' })).toMatchObject({ refusal: { code: 'credit-code-length' } })
    expect(await save({ mobile: '见备注' })).toMatchObject({ refusal: { code: 'phone-malformed' } })
    const { invoiceId } = await save({ taxNumber: '12371300495000001p', mobile: '+86 199 0000 0001' })
    expect((await money()).invoices).toMatchObject([{ taxNumber: '12371300495000001P', mobile: '19900000001' }])
    await remove(invoiceId)
  })
  it('keep counting where what is due stayed the same', async () => {
    await enter(2)
    await enter(3)
    await backToUnit()
    await approve()
    expect(await money()).toMatchObject({ due: '500.00', plans: [{ invoiced: '500.00' }], voided: [] })
  })
  it('are voided where they no longer fit, and the unit is told', async () => {
    await backToUnit()
    await dropPerson()
    await approve()
    const after = await money()
    expect(after).toMatchObject({ due: '400.00', invoices: [{ amount: '200.00' }] })
    expect(after.voided).toMatchObject([{ amount: '300.00', reason: 'receipt-changed', planName: expect.any(String) }])
    expect((await told()).slice(-2)).toEqual(['enrolment-approved', 'invoices-voided'])
    expect(await checkInvariants(server.services)).toEqual([])
    expect((await handIn()).json()).toMatchObject({ refusal: { code: 'invoice-sum-differs', invoiced: '200.00' } })
  })
  it('bear the day of 提交, and the 1st of the next month where the month has closed since', async () => {
    await enter(2)
    server.clock.set('2026-11-26T09:00:00+08:00')
    expect((await handIn()).json()).toMatchObject({ dated: '2026-12-01' })
    expect((await money()).invoices.map(({ dated }) => dated)).toEqual(['2026-12-01', '2026-12-01'])
  })
  it('stay on record with their files where they were issued, and no longer count once removed', async () => {
    const [first] = (await money()).invoices
    if (!first) throw new Error('no invoice')
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    const file = await finance.upload(`/api/invoices/${first.id}/files`, '发票.pdf', paper('1'))
    const { fileId } = file.json<{ fileId: string }>()
    await backToInvoices()
    expect((await remove(first.id)).json()).toEqual({ done: true })
    const after = await money()
    expect(after.plans).toMatchObject([{ invoiced: '200.00', invoicedHeads: 2 }])
    expect(after.voided).toMatchObject([{ reason: 'receipt-changed' }, { id: first.id, reason: 'removed' }])
    const kept = await handler.get(`/api/invoices/${first.id}/files/${fileId}`)
    expect(kept.rawPayload.equals(paper('1'))).toBe(true)
    expect((await remove(first.id)).statusCode).toBe(404)
    const late = await finance.upload(`/api/invoices/${first.id}/files`, '发票.pdf', paper('2'))
    expect(late.json()).toMatchObject({ refusal: { code: 'invoice-voided' } })
  })
  it('are not written over where they were issued: a change makes another one', async () => {
    const { invoiceId } = await enter(2)
    await handIn()
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    await finance.upload(`/api/invoices/${invoiceId}/files`, '发票.pdf', paper('3'))
    await backToInvoices()
    const changed = await enter(2, { invoiceId, title: '甲单位工会' })
    expect(changed.invoiceId).not.toBe(invoiceId)
    const after = await money()
    expect(after.voided.at(-1)).toMatchObject({ id: invoiceId, reason: 'changed', title: '甲单位' })
    expect(after.invoices.at(-1)).toMatchObject({ id: changed.invoiceId, title: '甲单位工会', files: [] })
  })
  it('keep their date at another 提交 where they were issued', async () => {
    await handIn()
    const [first] = (await money()).invoices
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    await finance.upload(`/api/invoices/${first?.id}/files`, '发票.pdf', paper('4'))
    await backToInvoices()
    server.clock.set('2026-12-07T09:00:00+08:00')
    expect((await handIn()).json()).toMatchObject({ dated: '2026-12-07' })
    expect((await money()).invoices.map(({ dated }) => dated)).toEqual(['2026-12-01', '2026-12-07'])
  })
  it('that were issued keep their place before the others when less is due', async () => {
    await backToUnit()
    await dropPerson()
    await approve()
    const after = await money()
    expect(after).toMatchObject({ due: '300.00', invoices: [{ amount: '200.00', files: [{ name: '发票.pdf' }] }] })
    await enter(1)
    expect((await handIn()).statusCode).toBe(200)
    expect(await checkInvariants(server.services)).toEqual([])
  })
  it('give a file of another invoice back with a reason: on record, unseen by the unit, and as if it had not been issued', async () => {
    const other = (await money()).invoices.at(-1)
    const filesSeenBy = async (who: Actor) => {
      const seen = (await who.get(`/api/enrolments/${id}/invoicing`)).json<OutputOf<typeof getInvoicing>>()
      return seen.invoices.find((invoice) => invoice.id === other?.id)?.files
    }
    const key = randomUUID()
    const upload = () => finance.upload(`/api/invoices/${other?.id}/files`, '别家的发票.pdf', paper('6'), key)
    // A second try after a lost answer, with the key of the first.
    const { fileId } = (await upload()).json<{ fileId: string }>()
    expect((await upload()).json()).toMatchObject({ fileId })
    const mails = await asSystem(server.services, ({ db }) =>
      sql`select from messages m join files f on f.id = m.attachment_file_id where f.name = '别家的发票.pdf'`.execute(
        db,
      ),
    )
    expect(mails.rows).toHaveLength(1)
    const removeFile = () =>
      finance.post(`/api/invoices/${other?.id}/files/${fileId}/remove`, { reason: '传到了别的发票下' })
    expect((await removeFile()).json()).toEqual({ done: true })
    expect((await removeFile()).json()).toMatchObject({ refusal: { code: 'invoice-file-removed' } })
    const resent = await finance.post(`/api/invoices/${other?.id}/files/${fileId}/resend`, { mail: fields.mail })
    expect(resent.json()).toMatchObject({ refusal: { code: 'invoice-file-removed' } })
    expect(await filesSeenBy(finance)).toMatchObject([{ id: fileId, removed: { reason: '传到了别的发票下' } }])
    expect(await filesSeenBy(handler)).toEqual([])
    expect((await handler.get(`/api/invoices/${other?.id}/files/${fileId}`)).statusCode).toBe(404)
    expect((await finance.get(`/api/invoices/${other?.id}/files/${fileId}`)).statusCode).toBe(200)
    await backToInvoices()
    expect((await enter(1, { invoiceId: other?.id })).invoiceId).toBe(other?.id)
    expect((await handIn()).statusCode).toBe(200)
  })
  it('whose mail is refused say so, and go out again to a corrected address', async () => {
    const { version } = await money()
    expect(version).toBeGreaterThan(0)
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    const [first] = (await money()).invoices
    const uploaded = await finance.upload(`/api/invoices/${first?.id}/files`, '发票二.pdf', paper('5'))
    const { fileId } = uploaded.json<{ fileId: string }>()
    const mailOf = async () =>
      (await money()).invoices.flatMap(({ mail, files }) =>
        files.filter((file) => file.id === fileId).map(({ progress }) => ({ mail, progress })),
      )
    const settle = (state: string) =>
      asSystem(server.services, ({ db }) =>
        sql`update messages set state = ${state}, next_attempt_at = null, last_error = 'EENVELOPE 550', attempts = 1
          where attachment_file_id = ${fileId}`.execute(db),
      )
    const again = (mail: string) => finance.post(`/api/invoices/${first?.id}/files/${fileId}/resend`, { mail })
    await asSystem(server.services, ({ db }) =>
      sql`update messages set state = 'queued', attempts = 0, next_attempt_at = null where attachment_file_id = ${fileId}`.execute(
        db,
      ),
    )
    expect(await mailOf()).toEqual([{ mail: fields.mail, progress: 'under-way' }])
    expect((await again('right@example.org')).json()).toMatchObject({ refusal: { code: 'message-under-way' } })
    await asSystem(server.services, ({ db, now }) =>
      sql`update messages set state = 'unknown', last_error = 'TimeoutError', next_attempt_at = ${new Date(now + 60_000)}
        where attachment_file_id = ${fileId}`.execute(db),
    )
    expect(await mailOf()).toEqual([{ mail: fields.mail, progress: 'retrying' }])
    await settle('unknown')
    expect(await mailOf()).toEqual([{ mail: fields.mail, progress: 'doubtful' }])
    await settle('failed')
    expect(await mailOf()).toEqual([{ mail: fields.mail, progress: 'undelivered' }])
    expect((await again('not a mail')).json()).toMatchObject({ refusal: { code: 'mail-malformed' } })
    expect((await again('right@example.org')).json()).toEqual({ done: true })
    expect(await mailOf()).toMatchObject([
      { mail: 'right@example.org', progress: expect.stringMatching(/under-way|sent/) },
    ])
    const sent = await asSystem(server.services, async ({ db }) => {
      const { rows } = await sql`select kind from messages where attachment_file_id = ${fileId}`.execute(db)
      return rows.length
    })
    expect(sent).toBe(2)
    // What was sent again is nobody's worry any more.
    const administrator = await signIn(server, officeId, { desks: ['administration'], name: '管理零' })
    expect((await administrator.get('/api/messages/undelivered')).json()).toEqual({ total: 0, messages: [] })
    await asSystem(server.services, ({ db }) =>
      sql`update messages m set state = 'failed', next_attempt_at = null, last_error = 'EENVELOPE 550'
        from invoice_files f where f.file_id = ${fileId} and m.id = f.message_id`.execute(db),
    )
  })
  it('that were not delivered are told to whoever administers, with how many there are', async () => {
    const administrator = await signIn(server, officeId, { desks: ['administration'], name: '管理' })
    const { total, messages } = (await administrator.get('/api/messages/undelivered')).json<{
      total: number
      messages: unknown[]
    }>()
    expect(total).toBe(1)
    expect(messages).toMatchObject([
      { channel: 'mail', kind: 'invoice-file', reason: 'EENVELOPE 550', doubtful: false },
    ])
    expect((await finance.get('/api/messages/undelivered')).statusCode).toBe(403)
    const told: string[] = []
    const log = { warn: () => undefined, error: (text: string) => void told.push(text) }
    const { nightly } = messageTasks(server.services, () => Promise.reject(new Error('nothing is sent here')))
    await nightly?.['requeue-stuck-messages']?.run(AbortSignal.timeout(10_000), log)
    expect(told).toEqual(['1 messages of the last day were given up and not delivered.'])
    server.clock.set('2026-12-20T09:00:00+08:00')
    const later = await signIn(server, officeId, { desks: ['administration'], name: '管理二' })
    expect((await later.get('/api/messages/undelivered')).json()).toMatchObject({ total: 0, messages: [] })
  })
  it('end with the enrolment when it is voided, also those that were issued', async () => {
    const { version } = await detailOf(reviewer, id)
    const ended = await reviewer.post(`/api/enrolments/${id}/void`, { version, reason: '单位放弃' })
    expect(ended.statusCode, ended.body).toBe(200)
    const after = await money()
    expect(after.invoices).toEqual([])
    const last = after.voided.filter(({ reason }) => reason === 'ended')
    expect(last).toMatchObject([{ amount: '200.00' }, { amount: '100.00' }])
    expect(last[0]?.files.map(({ name }) => name)).toContain('发票.pdf')
    const late = await finance.upload(`/api/invoices/${last[1]?.id}/files`, '发票.pdf', paper('5'))
    expect(late.json()).toMatchObject({ refusal: { code: 'invoice-voided' } })
    expect(await checkInvariants(server.services)).toEqual([])
  })
  it('end with the enrolment when the unit deletes it after a return', async () => {
    id = await submittable(server, handler, [personOf(1)])
    await approve()
    await enter(1)
    await backToUnit()
    const { version } = await detailOf(handler, id)
    expect((await handler.post(`/api/enrolments/${id}/delete`, { version })).statusCode).toBe(200)
    expect(await money()).toMatchObject({ invoices: [], voided: [{ reason: 'ended' }] })
    expect(await checkInvariants(server.services)).toEqual([])
  })
  it('end with the enrolment that lapses because no money came', async () => {
    id = await submittable(server, handler, [personOf(2)])
    await approve()
    await enter(1)
    for (const at of ['2027-03-01T01:00:00+08:00', '2027-03-09T01:00:00+08:00']) {
      server.clock.set(at)
      await endUnpaid(server.services, new AbortController().signal, console)
    }
    expect(await money()).toMatchObject({ state: 'void', invoices: [], voided: [{ reason: 'ended' }] })
    expect(await checkInvariants(server.services)).toEqual([])
  })
})
