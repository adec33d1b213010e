import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { asSystem, signIn, type Actor } from '../support/actors.ts'
import { cardNumber, type Payable } from '../support/payable-claims.ts'
import {
  answered,
  approvePayee,
  confirmNow,
  correctCard,
  makePayoutOffice,
  must,
  payablePeople,
  type Made,
  type PayoutOffice,
} from '../support/payout-office.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Line = { id: string; number: string; reference: string; flags: string[]; again: boolean; decidedByMe: boolean }

/** The first and the fourth person name one card. */
const cards = (at: number) => cardNumber(at === 3 ? 1000 : 1000 + at)

describe('支付批次: what maker and releaser should look at, and how they find it', () => {
  let server: TestServer
  let office: PayoutOffice
  let claims: Payable[]
  let first: Made
  let second: Made

  beforeAll(async () => {
    server = await startTestServer()
    office = await makePayoutOffice(server)
    server.clock.set('2026-11-10T09:00:00+08:00')
    claims = await payablePeople(server, office, 6, { cards })
    server.clock.set('2026-11-24T09:00:00+08:00')
    first = await make(claims.slice(0, 3))
  })
  afterAll(() => server.stop())

  const make = async (some: readonly Payable[]): Promise<Made> => {
    const wanted = { officeId: office.officeId, format: 'csv-utf-8', claims: some.map(({ id }) => id) }
    const made = await must(office.maker.post('/api/payout-batches', wanted))
    return { id: String(made['id']), number: String(made['number']), version: 0 }
  }
  const release = async ({ id }: Made) => {
    await confirmNow(server, office.releaser)
    await must(office.releaser.post(`/api/payout-batches/${id}/release`, { version: 0 }))
  }
  const linesOf = async ({ id }: Made, filter = '', by: Actor = office.releaser) =>
    (await by.get(`/api/payout-batches/${id}/lines${filter}`)).json<{ rows: Line[] }>().rows
  const preview = async () => (await office.maker.post('/api/payouts/preview', { format: 'csv-utf-8' })).json()

  it('the preview names what was ticked and went into a colleague’s batch meanwhile', async () => {
    const ticked = { format: 'csv-utf-8', officeId: office.officeId, claims: claims.slice(2, 5).map(({ id }) => id) }
    const shown = (await office.maker.post('/api/payouts/preview', ticked)).json()
    expect(shown).toMatchObject({
      claims: claims.slice(3, 5).map(({ id }) => id),
      leftOut: 0,
      gone: [{ number: claims[2]!.number, batch: first.number }],
    })
  })
  it('a card of several persons is flagged while its first payment still waits in another batch', async () => {
    const shown: Line[] = (await preview()).lines
    const flags = Object.fromEntries(shown.map((line) => [line.number, line.flags]))
    expect(flags[claims[3]!.number]).toEqual(['first-time-card', 'shared-card'])
    expect(flags[claims[4]!.number]).toEqual(['first-time-card'])
    second = await make(claims.slice(3))
    expect((await linesOf(second))[0]).toMatchObject({ flags: ['first-time-card', 'shared-card'], again: false })
  })
  it('who decided several claims of a batch is told how many, sees which, and may not release it', async () => {
    const reviewer = await signIn(server, office.officeId, { desks: ['payout-release'], name: '复审过' })
    const decided = claims.slice(4).map(({ id }) => id)
    await asSystem(server.services, ({ db }) =>
      sql`update claims set second_reviewed_by = ${reviewer.accountId} where id = any(${decided}::uuid[])`.execute(db),
    )
    const detail = (await reviewer.get(`/api/payout-batches/${second.id}`)).json()
    expect(detail.decidedByMe).toEqual({ number: claims[4]!.number, count: 2 })
    const shown = await linesOf(second, '?only=decided', reviewer)
    expect(shown.map(({ number, decidedByMe }) => [number, decidedByMe])).toEqual(
      claims.slice(4).map(({ number }) => [number, true]),
    )
    expect(await linesOf(second, '?only=decided')).toEqual([])
    await confirmNow(server, reviewer)
    const refused = (await reviewer.post(`/api/payout-batches/${second.id}/release`, { version: 0 })).json()
    expect(refused).toMatchObject({
      refusal: { code: 'releaser-decided-claim', number: claims[4]!.number, count: 2 },
    })
  })
  it('a card that was changed after a failed payment is flagged, and its payment marked as a second attempt', async () => {
    await release(first)
    await answered(office, first, [
      { at: 1, amount: claims[0]!.amount },
      { at: 2, amount: claims[1]!.amount, failed: '户名不符' },
    ])
    await correctCard(server, office, claims[1]!, cardNumber(7))
    await approvePayee(server, office, claims[1]!)
    expect((await preview()).lines).toMatchObject([
      { number: claims[1]!.number, flags: ['first-time-card', 'changed-card'], again: true },
    ])
    const third = await make([claims[1]!])
    expect(await linesOf(third)).toMatchObject([{ flags: ['first-time-card', 'changed-card'], again: true }])
    expect(await linesOf(third, '?only=again')).toHaveLength(1)
    expect((await office.releaser.get(`/api/payout-batches/${third.id}`)).json()).toMatchObject({ again: 1 })
    expect(await linesOf(first, '?only=again')).toEqual([])
  })
  it('the batch with a 退汇 to confirm is found, and in it the line', async () => {
    const [line] = await linesOf(first)
    const facts = { returnedOn: '2026-11-24', reference: 'T1', reason: '账户已销户' }
    await must(office.maker.post(`/api/payout-batches/${first.id}/lines/${line!.id}/reversal`, facts))
    const { rows } = (await office.releaser.get('/api/payout-batches?reversal=requested')).json()
    expect(rows).toMatchObject([{ number: first.number, reversals: 1 }])
    const all = (await office.releaser.get('/api/payout-batches')).json<{ rows: { reversals: number }[] }>().rows
    expect(all.map(({ reversals }) => reversals)).toEqual([0, 0, 1])
    expect((await linesOf(first, '?only=reversal')).map(({ number }) => number)).toEqual([line!.number])
  })
  it('a line is found by part of the claim’s number or of the bank’s reference', async () => {
    const [, two] = await linesOf(first)
    for (const text of [two!.number, two!.number.slice(-5).toLowerCase(), two!.reference])
      expect((await linesOf(first, `?text=${text}`)).map(({ number }) => number)).toEqual([two!.number])
    expect(await linesOf(first, '?text=%25')).toEqual([])
  })
  it('nothing of it contradicts anything', async () => {
    expect(await checkInvariants(server.services)).toEqual([])
  })
})
