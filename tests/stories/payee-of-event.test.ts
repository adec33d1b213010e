import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { newId } from '../../src/server/db/uuid.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { asSystem, signIn } from '../support/actors.ts'
import { insuredPeople } from '../support/insured.ts'
import { cardNumber, payableClaims, type Payable } from '../support/payable-claims.ts'
import {
  answered,
  confirmNow,
  makePayoutOffice,
  must,
  releasedBatch,
  type PayoutOffice,
} from '../support/payout-office.ts'
import { picture } from '../support/registration.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('更正领款人 of one event: one card that failed for several cases is corrected and decided once', () => {
  let server: TestServer
  let office: PayoutOffice
  let claims: Payable[]
  let apart: Payable

  beforeAll(async () => {
    server = await startTestServer()
    office = await makePayoutOffice(server)
    server.clock.set('2026-11-10T09:00:00+08:00')
    const [person, other] = await insuredPeople(server, office, { people: 2 })
    const by = {
      submittedBy: office.handler.accountId,
      firstReviewedBy: office.firstReviewer.accountId,
      secondReviewedBy: office.secondReviewer.accountId,
    }
    const kinds = ['accident-inpatient', 'hospital-allowance'] as const
    claims = await payableClaims(server.services, {
      ...by,
      covers: kinds.map(() => person!.coverId),
      kinds: (at) => kinds[at]!,
      acceptanceId: newId(),
      cards: () => cardNumber(1),
    })
    ;[apart] = (await payableClaims(server.services, {
      ...by,
      covers: [other!.coverId],
      cards: () => cardNumber(1),
    })) as [Payable]
    server.clock.set('2026-11-24T09:00:00+08:00')
    await confirmNow(server, office.releaser)
    const batch = await releasedBatch(office, [...claims, apart], 'csv-utf-8')
    await answered(
      office,
      batch,
      [...claims, apart].map(({ amount }, at) => ({ at: at + 1, amount, failed: '户名不符' })),
    )
    server.clock.add(1000)
  })
  afterAll(() => server.stop())

  const openPayee = async ({ id }: Payable) => (await office.handler.post(`/api/claims/${id}/payee/open`)).json()
  const openReview = async ({ id }: Payable) =>
    (await office.secondReviewer.post(`/api/payee-reviews/${id}/open`)).json()
  const statesOf = async (some: readonly Payable[]) => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ state: string }>`select state from claims where id = any(${some.map(({ id }) => id)}::uuid[])
        order by number`.execute(db),
    )
    return rows.map(({ state }) => state)
  }
  const seenOf = (alike: readonly { id: string; version: number }[]) =>
    alike.map(({ id, version }) => ({ id, version }))

  it('offers the other cases of the event, and not those of other persons', async () => {
    const { together } = await openPayee(claims[0]!)
    expect(together.map(({ number }: Payable) => number)).toEqual(claims.slice(1).map(({ number }) => number))
    expect((await openPayee(apart)).together).toEqual([])
  })
  it('refuses a case that is not of the event, and one that changed meanwhile', async () => {
    const { version, payee, together } = await openPayee(claims[0]!)
    await must(office.handler.upload(`/api/claims/${claims[0]!.id}/payee/card-image`, '卡.png', await picture()))
    await confirmNow(server, office.handler)
    const wrong = [
      [{ id: apart.id, version: (await openPayee(apart)).version }],
      [{ ...seenOf(together)[0]!, version: 99 }],
    ]
    for (const others of wrong) {
      const body = { version, payee: { ...payee, card: cardNumber(2) }, together: others }
      expect((await office.handler.post(`/api/claims/${claims[0]!.id}/payee`, body)).json()).toMatchObject({
        refusal: { code: 'changed-meanwhile' },
      })
    }
    expect(await statesOf(claims)).toEqual(claims.map(() => 'payment-failed'))
  })
  it('one image and one new card go to all of them', async () => {
    const { version, payee, together } = await openPayee(claims[0]!)
    await confirmNow(server, office.handler)
    const body = { version, payee: { ...payee, card: cardNumber(2) }, together: seenOf(together) }
    await must(office.handler.post(`/api/claims/${claims[0]!.id}/payee`, body))
    expect(await statesOf([...claims, apart])).toEqual([...claims.map(() => 'payee-review'), 'payment-failed'])
    await must(
      office.secondReviewer.post('/api/work/take', {
        kind: 'claim-payee-review',
        subjects: claims.map(({ id }) => id),
      }),
    )
    for (const claim of claims)
      expect(await openReview(claim)).toMatchObject({ after: { card: cardNumber(2) }, images: [{ name: '卡.png' }] })
    await must(
      office.secondReviewer.post('/api/work/release', {
        kind: 'claim-payee-review',
        subjects: claims.slice(1).map(({ id }) => id),
      }),
    )
  })
  it('a proof that went along at a first attempt is not copied again at the second', async () => {
    const [claim, other] = claims as [Payable, Payable]
    const take = (...subjects: string[]) =>
      must(office.secondReviewer.post('/api/work/take', { kind: 'claim-payee-review', subjects }))
    const returned = async () => {
      const { version, together } = await openReview(claim)
      await take(...claims.map(({ id }) => id))
      await confirmNow(server, office.secondReviewer)
      const body = { version, verdict: 'return', reason: '请核对', together: seenOf(together) }
      await must(office.secondReviewer.post(`/api/payee-reviews/${claim.id}/decide`, body))
    }
    const corrected = async () => {
      const { version, payee, together } = await openPayee(claim)
      const body = { version, payee: { ...payee, card: cardNumber(2) }, together: seenOf(together) }
      await confirmNow(server, office.handler)
      await must(office.handler.post(`/api/claims/${claim.id}/payee`, body))
    }
    await returned()
    await must(
      office.handler.upload(`/api/claims/${claim.id}/payee/proofs/relation-proof`, '户口簿.png', await picture()),
    )
    await corrected()
    await returned()
    await corrected()
    expect((await openReview(other)).images).toMatchObject([{ name: '卡.png' }])
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql`select name from claim_materials where claim_id = ${other.id} and kind = 'relation-proof' and removed_at is null`.execute(
        db,
      ),
    )
    expect(rows).toEqual([{ name: '户口簿.png' }])
    await take(claim.id)
  })
  it('are decided together, unless somebody else has taken one of them', async () => {
    const colleague = await signIn(server, office.officeId, { desks: ['claim-second-review'], name: '复审乙' })
    const take = { kind: 'claim-payee-review', subjects: [claims[1]!.id] }
    await must(colleague.post('/api/work/take', take))
    const { version, together } = await openReview(claims[0]!)
    expect(together.map(({ number }: Payable) => number)).toEqual(claims.slice(1).map(({ number }) => number))
    await confirmNow(server, office.secondReviewer)
    const decide = () =>
      office.secondReviewer.post(`/api/payee-reviews/${claims[0]!.id}/decide`, {
        version,
        verdict: 'approve',
        together: seenOf(together),
      })
    expect((await decide()).json()).toMatchObject({ refusal: { code: 'held-by-other' } })
    await must(colleague.post('/api/work/release', take))
    await must(decide())
    expect(await statesOf(claims)).toEqual(claims.map(() => 'payable'))
  })
  it('nothing of it contradicts anything', async () => {
    expect(await checkInvariants(server.services)).toEqual([])
  })
})
