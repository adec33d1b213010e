import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MessageId } from '../../src/domain/shared/ids.ts'
import type { Outcome } from '../../src/server/gateways/outcome.ts'
import type { Mail } from '../../src/server/gateways/mail/mail-gateway.ts'
import { deliverMessage } from '../../src/server/messages/deliver-message.ts'
import { messageTasks } from '../../src/server/messages/tasks.ts'
import { approvedEnrolment } from '../support/approved-enrolment.ts'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { paper } from '../support/two-towns.ts'
import { unitInvoice } from '../support/unit-invoice.ts'

const HOUR = 60 * 60_000
const DOWN: Outcome = { kind: 'retry', reason: 'ECONNREFUSED' }
const TAKEN: Outcome = { kind: 'sent', providerId: 'm-1' }

describe('an invoice file that was uploaded for another unit, while the mail server is away', () => {
  let server: TestServer
  let finance: Actor
  let administrator: Actor
  let files: string

  beforeAll(async () => {
    server = await startTestServer()
    const association = await makeAssociation(server)
    const { unitId, officeId } = association
    const handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    const reviewer = await signIn(server, officeId, { desks: ['enrolment-review'] })
    finance = await signIn(server, officeId, { desks: ['finance'], name: '财务' })
    administrator = await signIn(server, officeId, { desks: ['administration'], name: '管理' })
    const [submittedBy, reviewedBy] = [handler.accountId, reviewer.accountId]
    const id = await approvedEnrolment(server, { ...association, submittedBy, reviewedBy, people: 3 })
    const saved = await handler.post(`/api/enrolments/${id}/invoices`, { ...unitInvoice, amount: '300', heads: 3 })
    const { version } = (await handler.get(`/api/enrolments/${id}/invoicing`)).json()
    await handler.post(`/api/enrolments/${id}/invoicing/submit`, { version })
    await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    files = `/api/invoices/${saved.json().invoiceId}/files`
  })
  afterAll(() => server.stop())

  const upload = async (name: string): Promise<string> => (await finance.upload(files, name, paper(name))).json().fileId
  const takeBack = async (fileId: string) => {
    const answer = await finance.post(`${files}/${fileId}/remove`, { reason: '传到了别的发票下' })
    expect(answer.json()).toEqual({ done: true })
  }
  const mailOf = (fileId: string) =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ id: MessageId; state: string; sentAt: Date | null }>`select id, state,
          sent_at as "sentAt" from messages where attachment_file_id = ${fileId}`.execute(db)
      if (!rows[0]) throw new Error('no mail')
      return rows[0]
    })
  /** One try to mail the file, which the mail server answers so; answers what was handed over. */
  const tryToMail = async (fileId: string, answer: () => Promise<Outcome>): Promise<string[]> => {
    const handed: string[] = []
    const send = ({ attachments }: Pick<Mail, 'attachments'>) => {
      handed.push(...attachments.map(({ name }) => name))
      return answer()
    }
    const services = {
      ...server.services,
      gateways: { sms: { send: () => Promise.reject(new Error('no SMS here')) }, mail: { send } },
      readAttachment: (name: string) => Promise.resolve({ name, mediaType: 'application/pdf', content: paper(fileId) }),
    }
    await deliverMessage(services, (await mailOf(fileId)).id)
    return handed
  }

  it('is not mailed once it was taken back, also when the mail server is there again', async () => {
    const [kept, wrong] = [await upload('发票.pdf'), await upload('别家的发票.pdf')]
    expect(await tryToMail(kept, async () => DOWN)).toEqual([kept])
    expect(await tryToMail(wrong, async () => DOWN)).toEqual([wrong])
    await takeBack(wrong)
    server.clock.add(HOUR)
    expect(await tryToMail(kept, async () => TAKEN)).toEqual([kept])
    expect(await tryToMail(wrong, async () => TAKEN)).toEqual([])
  })
  it('is not tried again where it was taken back during a try that failed', async () => {
    const wrong = await upload('别家的发票二.pdf')
    await tryToMail(wrong, async () => {
      await takeBack(wrong)
      return DOWN
    })
    server.clock.add(HOUR)
    expect(await tryToMail(wrong, async () => TAKEN)).toEqual([])
  })
  it('stays sent, at its time, where it went out before', async () => {
    const sent = await upload('发票二.pdf')
    await tryToMail(sent, async () => TAKEN)
    const before = await mailOf(sent)
    server.clock.add(HOUR)
    await takeBack(sent)
    expect(await mailOf(sent)).toEqual({ ...before, state: 'sent' })
  })
  it('is nothing that anybody has to go after', async () => {
    expect((await administrator.get('/api/messages/undelivered')).json()).toEqual({ total: 0, messages: [] })
    const told: string[] = []
    const log = { warn: () => undefined, error: (text: string) => void told.push(text) }
    const { nightly } = messageTasks(server.services, () => Promise.reject(new Error('nothing is sent here')))
    await nightly?.['requeue-stuck-messages']?.run(AbortSignal.timeout(10_000), log)
    expect(told).toEqual([])
  })
})
