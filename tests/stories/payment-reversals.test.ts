import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import type { Payable } from '../support/payable-claims.ts'
import {
  answered,
  confirmNow,
  makePayoutOffice,
  must,
  payablePeople,
  releasedBatch,
  type Made,
  type PayoutOffice,
} from '../support/payout-office.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Line = { id: string; number: string }

describe('退汇: money that comes back before its return file is imported, once for each reference of the bank', () => {
  let server: TestServer
  let office: PayoutOffice
  let claims: Payable[]
  let first: Made
  let second: Made
  const lines = new Map<string, Line[]>()

  const linesOf = async ({ id }: Made, filter = '') =>
    (await office.releaser.get(`/api/payout-batches/${id}/lines${filter}`)).json<{ rows: Line[] }>().rows
  const ask = (batch: Made, at: number, facts: object) =>
    office.maker.post(`/api/payout-batches/${batch.id}/lines/${lines.get(batch.id)?.[at]?.id}/reversal`, {
      returnedOn: '2026-11-28',
      reason: '账户已销户',
      ...facts,
    })

  beforeAll(async () => {
    server = await startTestServer()
    office = await makePayoutOffice(server)
    server.clock.set('2026-11-10T09:00:00+08:00')
    claims = await payablePeople(server, office, 4)
    server.clock.set('2026-11-27T16:00:00+08:00')
    await confirmNow(server, office.releaser)
    first = await releasedBatch(office, claims.slice(0, 2), 'csv-utf-8')
    second = await releasedBatch(office, claims.slice(2), 'csv-utf-8')
    server.clock.set('2026-11-30T09:00:00+08:00')
    for (const [batch, paid] of [
      [first, claims.slice(0, 2)],
      [second, claims.slice(2)],
    ] as const) {
      await answered(
        office,
        batch,
        paid.map(({ amount }, at) => ({ at: at + 1, amount })),
      )
      lines.set(batch.id, await linesOf(batch))
    }
  })
  afterAll(() => server.stop())

  it('takes the day of the bank’s statement from the release on, though the file came days later', async () => {
    const early = await ask(first, 0, { returnedOn: '2026-11-26', reference: 'T123' })
    expect(early.json()).toMatchObject({
      refusal: { code: 'reversal-before-release', releasedOn: '2026-11-27' },
    })
    await must(ask(first, 0, { returnedOn: '2026-11-28', reference: 'T123' }))
  })
  it('refuses a reference that stands at another payment, however it is typed, and names that payment', async () => {
    const used = { code: 'reversal-reference-used', number: claims[0]!.number, batch: first.number }
    for (const [batch, reference] of [
      [first, 'T123'],
      [second, 'Ｔ 123'],
      [second, 't123 '],
    ] as const)
      expect((await ask(batch, 1, { reference })).json()).toMatchObject({ refusal: used })
    expect((await ask(first, 0, { reference: 'T124' })).json()).toMatchObject({
      refusal: { code: 'reversal-standing' },
    })
    expect((await ask(first, 1, { reference: '\u200b' })).json()).toMatchObject({
      refusal: { code: 'payment-reference-missing' },
    })
  })
  it('a registration that is dropped frees its reference', async () => {
    await confirmNow(server, office.releaser)
    const { reversalId } = await must(ask(second, 0, { reference: 'T200' }))
    await must(office.releaser.post(`/api/payout-reversals/${reversalId}/decide`, { verdict: 'drop' }))
    await must(ask(second, 1, { reference: 'T200' }))
  })
  it('nothing of it contradicts anything', async () => {
    expect(await checkInvariants(server.services)).toEqual([])
  })
})
