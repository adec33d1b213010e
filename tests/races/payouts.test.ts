import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { date } from '../../src/domain/shared/calendar-date.ts'
import { createApp } from '../../src/server/app.ts'
import { getClaimRow } from '../../src/server/claims/claim-store.ts'
import { issueClaimLetter } from '../../src/server/claims/issue-claim-letter.ts'
import { makeClaimLetter } from '../../src/server/claims/make-claim-letter.ts'
import { openDatabase, type Database } from '../../src/server/db/database.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { asSystem, signIn, type Actor } from '../support/actors.ts'
import { overlap } from '../support/overlap.ts'
import { cardNumber, type Payable } from '../support/payable-claims.ts'
import {
  makePayoutOffice,
  must,
  payablePeople,
  releasedBatch,
  returnCsv,
  type PayoutOffice,
} from '../support/payout-office.ts'
import { pdfText } from '../support/pdf-text.ts'
import { picture } from '../support/registration.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const CLIENTS = 20

type Answer = { readonly status: number; readonly body: Record<string, unknown> & { refusal?: { code: string } } }

describe(`${CLIENTS} at the same money`, () => {
  let server: TestServer
  let office: PayoutOffice
  let database: Database
  let wide: TestServer['app']
  let people = 0

  beforeAll(async () => {
    server = await startTestServer()
    office = await makePayoutOffice(server)
    database = openDatabase({ url: server.database.urls.app, interactive: CLIENTS, bulk: CLIENTS })
    wide = await createApp({ services: { ...server.services, transactions: { database, filtering: true } } })
  })
  afterAll(async () => {
    await wide.close()
    await database.close()
    await server.stop()
  })

  const claimsOf = (count: number) => payablePeople(server, office, count, { from: 10 * people++ })
  const lockClaim = ({ id }: Payable) => `select from claims where id = '${id}' for update`

  function post(by: Actor, url: string, payload: object): Promise<Answer> {
    const headers = { ...by.headers, 'idempotency-key': randomUUID() }
    return wide
      .inject({ method: 'POST', url, payload, headers })
      .then((answer) => ({ status: answer.statusCode, body: answer.json<Answer['body']>() }))
  }

  /** Everybody is inside at the same time, and waits where only one of them may pass. */
  async function together(lock: string, start: () => readonly Promise<Answer>[]): Promise<Answer[]> {
    const outcomes = await overlap(server.database, { sql: lock, waiters: CLIENTS }, start)
    return outcomes.map((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value
    })
  }
  const codes = (answers: readonly Answer[]) =>
    answers.filter(({ status }) => status !== 200).map(({ body }) => body.refusal?.code)
  const outcomesOf = (answers: readonly Answer[]) =>
    answers.map(({ body }) => String(body['outcome'])).toSorted((one, other) => (one < other ? -1 : 1))
  async function count(text: string): Promise<number> {
    const { rows } = await asSystem(server.services, ({ db }) => sql.raw<{ count: number }>(text).execute(db))
    return rows[0]!.count
  }

  it('put a claim into one batch: everybody else is told which', async () => {
    const [claim] = await claimsOf(1)
    const makers = await Promise.all(
      Array.from({ length: CLIENTS }, () => signIn(server, office.officeId, { desks: ['payout-making'] })),
    )
    const wanted = { officeId: office.officeId, format: 'csv-gb18030', claims: [claim!.id] }
    const answers = await together(lockClaim(claim!), () =>
      makers.map((maker) => post(maker, '/api/payout-batches', wanted)),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(codes(answers))).toEqual(new Set(['claim-in-batch']))
    expect(await count(`select count(*)::int from payout_lines where claim_id = '${claim!.id}'`)).toBe(1)
  })
  it('have batches that share some claims made whole or not at all', async () => {
    const claims = await claimsOf(4)
    const pair = (at: number) => [claims[at % 4]!.id, claims[(at + 1) % 4]!.id]
    const answers = await together(
      `select from claims where id in (${claims.map(({ id }) => `'${id}'`).join()}) for update`,
      () =>
        Array.from({ length: CLIENTS }, (_, at) =>
          post(office.maker, '/api/payout-batches', { officeId: office.officeId, format: 'csv-gbk', claims: pair(at) }),
        ),
    )
    const made = answers.filter(({ status }) => status === 200).length
    expect(made).toBeGreaterThan(0)
    const ids = claims.map(({ id }) => `'${id}'`).join()
    expect(await count(`select count(*)::int from payout_lines where claim_id in (${ids})`)).toBe(2 * made)
    expect(
      await count(`select count(*)::int from (select 1 from payout_lines where claim_id in (${ids})
      group by claim_id having count(*) > 1) twice`),
    ).toBe(0)
  })
  it('release a batch once, and make its file once', async () => {
    const claims = await claimsOf(1)
    const wanted = { officeId: office.officeId, format: 'csv-gb18030', claims: claims.map(({ id }) => id) }
    const { id } = await must(office.maker.post('/api/payout-batches', wanted))
    const answers = await together(`select from payout_batches where id = '${id}' for update`, () =>
      Array.from({ length: CLIENTS }, () => post(office.releaser, `/api/payout-batches/${id}/release`, { version: 0 })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(codes(answers))).toEqual(new Set(['changed-meanwhile']))
    expect(
      await count(`select count(*)::int from files where purpose = 'payment-file' and id in
      (select file_id from payout_batches where id = '${id}')`),
    ).toBe(1)
  })
  it('import the same answer of the bank as if it came once', async () => {
    const claims = await claimsOf(2)
    const batch = await releasedBatch(office, claims, 'csv-utf-8')
    const file = Buffer.from(
      returnCsv(batch.number, [
        { at: 1, amount: claims[0]!.amount },
        { at: 2, amount: claims[1]!.amount, failed: '账户已销户' },
      ]),
    )
    const answers = await together(`select from payout_batches where id = '${batch.id}' for update`, () =>
      Array.from({ length: CLIENTS }, () => upload(batch.id, file)),
    )
    expect(outcomesOf(answers)).toEqual(['taken', ...Array.from({ length: CLIENTS - 1 }, () => 'unchanged')])
    expect(await count(`select count(*)::int from ledger_entries where batch_id = '${batch.id}'`)).toBe(2)
    expect(await count(`select count(*)::int from bank_returns where batch_id = '${batch.id}'`)).toBe(1)
  })
  it('import answers that contradict each other: the first is taken, nothing of the others', async () => {
    const claims = await claimsOf(1)
    const batch = await releasedBatch(office, claims, 'csv-utf-8')
    const [{ amount }] = claims as [Payable]
    const paid = Buffer.from(returnCsv(batch.number, [{ at: 1, amount }]))
    const failed = Buffer.from(returnCsv(batch.number, [{ at: 1, amount, failed: '户名不符' }]))
    const answers = await together(`select from payout_batches where id = '${batch.id}' for update`, () =>
      Array.from({ length: CLIENTS }, (_, at) => upload(batch.id, at % 2 === 0 ? paid : failed)),
    )
    const outcomes = outcomesOf(answers)
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'unchanged')).toHaveLength(CLIENTS / 2 - 1)
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(CLIENTS / 2)
  })
  it('take a payment back once', async () => {
    const claims = await claimsOf(1)
    const batch = await releasedBatch(office, claims, 'csv-utf-8')
    await upload(batch.id, Buffer.from(returnCsv(batch.number, [{ at: 1, amount: claims[0]!.amount }])))
    const { rows } = (await office.maker.get(`/api/payout-batches/${batch.id}/lines`)).json()
    const facts = { returnedOn: '2026-11-10', reference: 'TH', reason: '账户已销户' }
    const asked = await together(`lock table payout_reversals in share mode`, () =>
      Array.from({ length: CLIENTS }, () =>
        post(office.maker, `/api/payout-batches/${batch.id}/lines/${rows[0].id}/reversal`, facts),
      ),
    )
    const [standing] = asked.flatMap(({ status, body }) => (status === 200 ? [body['reversalId']] : []))
    expect(new Set(codes(asked))).toEqual(new Set(['reversal-standing']))
    const answers = await together(`select from payout_batches where id = '${batch.id}' for update`, () =>
      Array.from({ length: CLIENTS }, () =>
        post(office.releaser, `/api/payout-reversals/${String(standing)}/decide`, { verdict: 'confirm' }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(codes(answers))).toEqual(new Set(['reversal-decided']))
    expect(await count(`select count(*)::int from ledger_entries where batch_id = '${batch.id}'`)).toBe(4)
  })
  it('approve the card that was seen, or nothing: a card that changed meanwhile is not approved with it', async () => {
    const claims = await claimsOf(1)
    const [claim] = claims as [Payable]
    const batch = await releasedBatch(office, claims, 'csv-utf-8')
    await upload(batch.id, Buffer.from(returnCsv(batch.number, [{ at: 1, amount: claim.amount, failed: '户名不符' }])))
    server.clock.add(1000)
    await must(office.handler.upload(`/api/claims/${claim.id}/payee/card-image`, '卡.png', await picture()))
    const versionOf = async () =>
      (await office.handler.post(`/api/claims/${claim.id}/payee/open`)).json().version as number
    const correction = async (serial: number, version: number) =>
      post(office.handler, `/api/claims/${claim.id}/payee`, {
        version,
        payee: { ...claim.payee, card: cardNumber(serial) },
      })
    expect((await correction(1, await versionOf())).body).toMatchObject({ state: 'payee-review' })
    const take = () =>
      office.secondReviewer.post('/api/work/take', { kind: 'claim-payee-review', subjects: [claim.id] })
    await take()
    const seen = (await office.secondReviewer.post(`/api/payee-reviews/${claim.id}/open`)).json().version as number
    const decide = (verdict: 'approve' | 'return', version: number) =>
      post(office.secondReviewer, `/api/payee-reviews/${claim.id}/decide`, { version, verdict, reason: '照片看不清' })
    // The card changes, and the officer takes the case again: one of their pages still shows the card from before.
    expect((await decide('return', seen)).status).toBe(200)
    expect((await correction(2, seen + 1)).status).toBe(200)
    await take()
    const changed = seen + 2
    const answers = await together(lockClaim(claim), () => [
      decide('return', changed),
      ...Array.from({ length: 10 }, () => decide('approve', seen)),
      ...Array.from({ length: CLIENTS - 11 }, (_, at) => correction(3 + at, changed + 1)),
    ])
    const [returned, approvals, corrections] = [answers[0]!, answers.slice(1, 11), answers.slice(11)]
    expect(approvals.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 409))
    expect(returned.status).toBe(200)
    expect(corrections.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    expect(await frozenCards(claim)).toMatchObject({ approved: 0, paid: true })

    if ((await frozenCards(claim)).state === 'payment-failed') await correction(99, await versionOf())
    await take()
    const latest = (await office.secondReviewer.post(`/api/payee-reviews/${claim.id}/open`)).json().version as number
    // Holding it does not help: what they did not see they do not approve.
    for (const old of [seen, changed, latest - 1])
      expect((await decide('approve', old)).body).toMatchObject({ refusal: { code: 'changed-meanwhile' } })
    const verdicts = await together(lockClaim(claim), () => [
      ...Array.from({ length: 7 }, () => decide('approve', latest)),
      ...Array.from({ length: 7 }, () => decide('return', latest)),
      ...Array.from({ length: CLIENTS - 14 }, (_, at) => correction(200 + at, latest + 1)),
    ])
    expect(verdicts.slice(0, 14).filter(({ status }) => status === 200)).toHaveLength(1)
    const approved = verdicts.slice(0, 7).some(({ status }) => status === 200)
    const after = await frozenCards(claim)
    expect(after).toMatchObject(approved ? { state: 'payable', approved: 1 } : { approved: 0, paid: true })
    if (approved) expect(verdicts.slice(14).every(({ status }) => status === 409)).toBe(true)
  })
  it('draw a letter while the next one is issued: each gets the PDF of its own text', async () => {
    const [claim] = await claimsOf(1)
    const batch = await releasedBatch(office, [claim!], 'csv-utf-8')
    await upload(batch.id, Buffer.from(returnCsv(batch.number, [{ at: 1, amount: claim!.amount }])))
    const payment = { payee: '另一领款人', cardTail: '0000', paidOn: date('2026-11-10') }
    const issueAnew = () =>
      asSystem(server.services, async (tx) =>
        issueClaimLetter(tx, server.services, await getClaimRow(tx, claim!.id), 'closed', '', { payment }),
      )
    const letter = { sql: `select from claim_letters where claim_id = '${claim!.id}' for update`, waiters: 1 }
    // The job reads the first text and draws it; when it comes to store the PDF, the second letter is issued already.
    const outcomes = await overlap(server.database, letter, () => [
      issueAnew(),
      makeClaimLetter(server.services, { subject: claim!.id }),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    await makeClaimLetter(server.services, { subject: claim!.id })
    const textOf = async (query: string) =>
      pdfText((await office.handler.get(`/api/claims/${claim!.id}/letters/closed${query}`)).rawPayload).join('\n')
    expect(await textOf('')).toContain('另一领款人')
    expect(await textOf('?issue=1')).not.toContain('另一领款人')
  })
  it('leave nothing behind that contradicts itself, and no deadlock', async () => {
    expect(await checkInvariants(server.services)).toEqual([])
    expect(await count(`select deadlocks::int as count from pg_stat_database where datname = current_database()`)).toBe(
      0,
    )
  })

  /** How many cards of a claim were approved after a correction and are frozen, and whether the one before still is. */
  async function frozenCards({ id }: Payable): Promise<{ state: string; approved: number; paid: boolean }> {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ state: string; approved: number; paid: boolean }>`select c.state,
          (select count(*)::int from payee_corrections p
            where p.claim_id = c.id and p.state = 'approved' and p.card_index = c.card_index) as approved,
          c.card_index = (select l.card_index from payout_lines l where l.claim_id = c.id limit 1) as paid
        from claims c where c.id = ${id}`.execute(db),
    )
    return rows[0]!
  }

  async function upload(id: string, bytes: Buffer): Promise<Answer> {
    const boundary = `b${randomUUID()}`
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="r.csv"\r\n\r\n`
    const answer = await wide.inject({
      method: 'POST',
      url: `/api/payout-batches/${id}/returns`,
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      headers: {
        ...office.maker.headers,
        'idempotency-key': randomUUID(),
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
    })
    return { status: answer.statusCode, body: answer.json<Answer['body']>() }
  }
})
