import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeClaimLetter } from '../../src/server/claims/make-claim-letter.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import type { Actor } from '../support/actors.ts'
import { cardNumber, type Payable } from '../support/payable-claims.ts'
import {
  answered,
  approvePayee,
  confirmNow,
  correctCard,
  makePayoutOffice,
  must,
  payablePeople,
  releasedBatch,
  type Made,
  type PayoutOffice,
} from '../support/payout-office.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('a claim that is paid, comes back and is paid again', () => {
  let server: TestServer
  let office: PayoutOffice
  let claim: Payable
  beforeAll(async () => {
    server = await startTestServer()
    office = await makePayoutOffice(server)
    server.clock.set('2026-11-10T09:00:00+08:00')
    const [payable] = await payablePeople(server, office, 1)
    claim = payable!
    server.clock.set('2026-11-24T09:00:00+08:00')
  })
  afterAll(() => server.stop())

  async function pay(): Promise<Made> {
    await confirmNow(server, office.releaser)
    const batch = await releasedBatch(office, [claim], 'csv-utf-8')
    await answered(office, batch, [{ at: 1, amount: claim.amount }])
    await makeClaimLetter(server.services, { subject: claim.id })
    return batch
  }
  async function comeBack(batch: Made): Promise<void> {
    const { rows } = (await office.maker.get(`/api/payout-batches/${batch.id}/lines`)).json()
    const facts = { returnedOn: '2026-11-24', reference: 'TH1', reason: '账户已销户' }
    const asked = await must(office.maker.post(`/api/payout-batches/${batch.id}/lines/${rows[0].id}/reversal`, facts))
    await confirmNow(server, office.releaser)
    await must(office.releaser.post(`/api/payout-reversals/${asked['reversalId']}/decide`, { verdict: 'confirm' }))
  }
  const letter = async (by: Actor, query = '') => {
    const answer = await by.get(`/api/claims/${claim.id}/letters/closed${query}`)
    return { name: answer.headers['content-disposition'], bytes: answer.rawPayload, body: answer.body }
  }

  it('has a letter for each payment: the void one stays on record for officers', async () => {
    const first = await pay()
    const before = await letter(office.handler)
    expect(before.name).toContain(`${claim.number}-closed.pdf`)
    await comeBack(first)
    expect((await letter(office.handler)).body).toContain('claim-letter-superseded')
    await correctCard(server, office, claim, cardNumber(9))
    await approvePayee(server, office, claim)
    await pay()
    const { letters } = (await office.secondReviewer.post(`/api/claim-reviews/${claim.id}/open`)).json()
    expect(letters).toEqual([
      { kind: 'closed', issue: 1, superseded: true },
      { kind: 'closed', issue: 2, superseded: false },
    ])
    expect((await letter(office.handler)).name).toContain(`${claim.number}-closed-2.pdf`)
    const voided = await letter(office.secondReviewer, '?issue=1')
    expect(voided.name).toContain(`${claim.number}-closed-superseded.pdf`)
    expect(voided.bytes.equals(before.bytes)).toBe(true)
    expect((await letter(office.handler, '?issue=1')).body).toContain('claim-letter-superseded')
    expect((await letter(office.secondReviewer, '?issue=3')).body).toContain('not-found')
    expect(await checkInvariants(server.services)).toEqual([])
  })
})
