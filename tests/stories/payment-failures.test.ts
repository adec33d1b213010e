import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { saveOrganisation } from '../../src/server/organisations/organisation-store.ts'
import { asSystem, signIn } from '../support/actors.ts'
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
    claims = await payablePeople(server, office, 7)
    server.clock.set('2026-11-24T09:00:00+08:00')
    await asSystem(server.services, ({ db }) =>
      sql`update claims set promised_on = '2026-11-27' where id = ${claims[1]!.id}`.execute(db),
    )
    await confirmNow(server, office.releaser)
    batch = await releasedBatch(office, claims.slice(0, 5), 'csv-utf-8')
    const failed = ['', '户名不符', '付款账户余额不足', '付款账户余额不足']
    answers = claims
      .slice(0, 5)
      .map(({ amount }, at) => ({ at: at + 1, amount, ...(at > 0 && { failed: failed[at - 1]! }) }))
    await answered(office, batch, answers)
  })
  afterAll(() => server.stop())

  const clockOf = async ({ id }: Payable) => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ promised: string | null; left: number | null }>`select promised_on::text as promised, days_left as left
        from claims where id = ${id}`.execute(db),
    )
    return rows[0]
  }
  const toldOf = async () => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ kind: string; count: number }>`select kind, count(*)::int as count from messages
        where kind in ('claim-closed', 'claims-closed', 'payment-failed', 'payments-failed', 'payments-again')
        group by kind order by kind`.execute(db),
    )
    return rows.map(({ kind, count }) => [kind, count])
  }
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
  it('tells the unit once of all that failed in one file', async () => {
    expect(await toldOf()).toEqual([
      ['claim-closed', 1],
      ['payments-failed', 1],
    ])
  })
  it('stops the clock of a case while its unit corrects the payee', async () => {
    expect(await clockOf(claims[1]!)).toEqual({ promised: null, left: 3 })
  })
  it('领款复核 counts persons of other offices on the new card, without naming them', async () => {
    const far = claims[5]!
    await asSystem(server.services, async (tx) => {
      const add = async (parentId: typeof office.headId, kind: 'office' | 'agency' | 'unit', code: string) =>
        (
          await saveOrganisation(tx, {
            parentId,
            kind,
            code,
            name: `远方${kind}`,
            address: '示例路 2 号',
            telephone: '0100000001',
          })
        ).id
      const officeId = await add(office.headId, 'office', '3790')
      const agencyId = await add(officeId, 'agency', '379001')
      const unitId = await add(agencyId, 'unit', '91370000MA00000C1X')
      await sql`update claims set unit_id = ${unitId}, agency_id = ${agencyId}, office_id = ${officeId},
          place = (select low from organisations where id = ${unitId}) where id = ${far.id}`.execute(tx.db)
    })
    server.clock.set('2026-12-08T09:00:00+08:00')
    await correctCard(server, office, claims[1]!, far.payee.card)
    expect(await clockOf(claims[1]!)).toEqual({ promised: '2026-12-11', left: null })
    const review = await must(office.secondReviewer.post(`/api/payee-reviews/${claims[1]!.id}/open`))
    expect(review).toMatchObject({ otherPersons: 1 })
    await correctCard(server, office, claims[2]!, cardNumber(42))
    const clean = await must(office.secondReviewer.post(`/api/payee-reviews/${claims[2]!.id}/open`))
    expect(clean).toMatchObject({ otherPersons: 0 })
  })
  it('a correction that was returned is mended, and not typed anew over the card that the bank refused', async () => {
    const [, claim] = claims
    await must(office.secondReviewer.post('/api/work/take', { kind: 'claim-payee-review', subjects: [claim!.id] }))
    const { version } = await must(office.secondReviewer.post(`/api/payee-reviews/${claim!.id}/open`))
    await confirmNow(server, office.secondReviewer)
    const verdict = { version, verdict: 'return', reason: '开户支行有误' }
    await must(office.secondReviewer.post(`/api/payee-reviews/${claim!.id}/decide`, verdict))
    const opened = (await office.handler.post(`/api/claims/${claim!.id}/payee/open`)).json()
    expect(opened).toMatchObject({
      returned: { reason: '开户支行有误' },
      payee: { ...claim!.payee, card: claims[5]!.payee.card },
      frozen: claim!.payee,
    })
    expect(await clockOf(claim!)).toEqual({ promised: null, left: 3 })
  })
  it('what failed for the office’s own reasons is paid again to the payee as approved, on a second person’s word', async () => {
    const bankReason = '付款账户余额不足'
    const failed = { reason: bankReason, count: 2, importedByMe: false }
    expect((await detail()).failures).toContainEqual(failed)
    const path = `/api/payout-batches/${batch.id}/pay-again`
    const wanted = { bankReason, reason: '账户已补足' }
    expect((await office.maker.post(path, wanted)).statusCode).toBe(403)
    expect((await office.releaser.post(path, { ...wanted, reason: ' ' })).json()).toMatchObject({
      refusal: { code: 'reason-missing' },
    })
    expect(await must(office.releaser.post(path, wanted))).toEqual({ count: 2 })
    expect((await office.releaser.post(path, wanted)).json()).toMatchObject({ refusal: { code: 'nothing-failed' } })
    expect((await detail()).failures).toMatchObject([{ reason: '银行未说明原因', count: 1 }])
    expect(await toldOf()).toContainEqual(['payments-again', 1])
    const shown = (await office.maker.get('/api/payouts/payable')).json()
    expect(shown.rows.map(({ number, again }: { number: string; again: boolean }) => [number, again])).toEqual([
      ...claims.slice(3, 5).map(({ number }) => [number, true]),
      [claims[6]!.number, false],
    ])
    const history = (await office.handler.post(`/api/claims/${claims[3]!.id}/open`)).json()
    expect(history.decisions.at(-1)).toMatchObject({ action: 'pay-again', text: '账户已补足' })
    await confirmNow(server, office.releaser)
    const next = await releasedBatch(office, claims.slice(3, 5), 'csv-utf-8')
    await answered(
      office,
      next,
      claims.slice(3, 5).map(({ amount }, at) => ({ at: at + 1, amount })),
    )
    expect(await toldOf()).toContainEqual(['claims-closed', 1])
  })
  it('who imported the bank’s answer does not pay it again, under another account neither', async () => {
    const personIndex = randomBytes(35)
    const importer = await signIn(server, office.officeId, { desks: ['payout-making'], personIndex })
    const twin = await signIn(server, office.officeId, { desks: ['payout-release'], personIndex })
    await confirmNow(server, office.releaser)
    const other = await releasedBatch(office, claims.slice(6), 'csv-utf-8')
    await answered({ ...office, maker: importer }, other, [{ at: 1, amount: claims[6]!.amount, failed: '系统繁忙' }])
    const shown = (await twin.get(`/api/payout-batches/${other.id}`)).json()
    expect(shown.failures).toEqual([{ reason: '系统繁忙', count: 1, importedByMe: true }])
    const wanted = { bankReason: '系统繁忙', reason: '银行已恢复' }
    expect((await twin.post(`/api/payout-batches/${other.id}/pay-again`, wanted)).json()).toMatchObject({
      refusal: { code: 'payer-again-is-importer' },
    })
  })
  it('nothing of it contradicts anything', async () => {
    expect(await checkInvariants(server.services)).toEqual([])
  })
})
