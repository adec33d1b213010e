import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { saveOrganisation } from '../../src/server/organisations/organisation-store.ts'
import { asSystem } from '../support/actors.ts'
import { cardNumber, type Payable } from '../support/payable-claims.ts'
import {
  answered,
  confirmNow,
  correctCard,
  makePayoutOffice,
  must,
  payablePeople,
  releasedBatch,
  returnCsv,
  type BankAnswer,
  type Made,
  type PayoutOffice,
} from '../support/payout-office.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('支付失败: what the bank says, what may be compared with it, and where it leads', () => {
  let server: TestServer
  let office: PayoutOffice
  let claims: Payable[]
  let batch: Made
  let answers: BankAnswer[]

  beforeAll(async () => {
    server = await startTestServer()
    office = await makePayoutOffice(server)
    server.clock.set('2026-11-10T09:00:00+08:00')
    claims = await payablePeople(server, office, 6)
    server.clock.set('2026-11-24T09:00:00+08:00')
    await confirmNow(server, office.releaser)
    batch = await releasedBatch(office, claims.slice(0, 5), 'csv-utf-8')
    const failed = ['', '户名不符', '付款账户余额不足', '付款账户余额不足']
    answers = claims.slice(0, 5).map(({ amount }, at) => ({ at: at + 1, amount, ...(at > 0 && { failed: failed[at - 1]! }) }))
    await answered(office, batch, answers)
  })
  afterAll(() => server.stop())

  const detail = async (by = office.releaser) => (await by.get(`/api/payout-batches/${batch.id}`)).json()

  it('takes a failure for which the bank gave no reason, and says so', async () => {
    const { rows } = (await office.handler.get(`/api/payouts/failed?number=${claims[1]!.number}`)).json()
    expect(rows).toMatchObject([{ number: claims[1]!.number, reason: '银行未说明原因' }])
    const again = Buffer.from(returnCsv(batch.number, answers.toReversed()))
    const answer = await office.maker.upload(`/api/payout-batches/${batch.id}/returns`, '再次.csv', again)
    expect(answer.json()).toMatchObject({ outcome: 'unchanged', unchanged: 5, problems: [] })
  })
  it('who released the batch and who audits it can lay the imported file beside the bank’s own', async () => {
    const bytes = Buffer.from(returnCsv(batch.number, answers))
    const { returns } = await detail()
    const told = returns.find(({ name }: { name: string }) => name === '回盘.csv')
    expect(told).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex') })
    const path = `/api/payout-batches/${batch.id}/returns/${told.id}/file`
    for (const by of [office.releaser, office.auditor]) {
      const file = await by.get(path)
      expect(file.rawPayload.equals(bytes)).toBe(true)
      expect(file.headers['content-disposition']).toContain(encodeURIComponent('回盘.csv'))
    }
    expect((await office.secondReviewer.get(path)).statusCode).toBe(403)
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql`select 1 from journal where action = 'payouts.download-return' and result = 'done'`.execute(db),
    )
    expect(rows).toHaveLength(2)
  })
  it('领款复核 counts persons of other offices on the new card, without naming them', async () => {
    const far = claims[5]!
    await asSystem(server.services, async (tx) => {
      const add = async (parentId: typeof office.headId, kind: 'office' | 'agency' | 'unit', code: string) =>
        (await saveOrganisation(tx, { parentId, kind, code, name: `远方${kind}`, address: '示例路 2 号', telephone: '0100000001' })).id
      const officeId = await add(office.headId, 'office', '3790')
      const agencyId = await add(officeId, 'agency', '379001')
      const unitId = await add(agencyId, 'unit', '91370000MA00000C1X')
      await sql`update claims set unit_id = ${unitId}, agency_id = ${agencyId}, office_id = ${officeId},
          place = (select low from organisations where id = ${unitId}) where id = ${far.id}`.execute(tx.db)
    })
    await correctCard(server, office, claims[1]!, far.payee.card)
    const review = await must(office.secondReviewer.post(`/api/payee-reviews/${claims[1]!.id}/open`))
    expect(review).toMatchObject({ otherPersons: 1 })
    await correctCard(server, office, claims[2]!, cardNumber(42))
    const clean = await must(office.secondReviewer.post(`/api/payee-reviews/${claims[2]!.id}/open`))
    expect(clean).toMatchObject({ otherPersons: 0 })
  })
  it('nothing of it contradicts anything', async () => {
    expect(await checkInvariants(server.services)).toEqual([])
  })
})
