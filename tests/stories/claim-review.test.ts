import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeClaimLetter } from '../../src/server/claims/make-claim-letter.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { entryFor, saveEntry, submitEntered, submittedClaims, type ClaimWishes } from '../support/claims.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { pdfText } from '../support/pdf-text.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Desk = 'claim-first-review' | 'claim-second-review' | 'claim-approval'

describe('a claim under review', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let first: Actor
  let second: Actor
  let approver: Actor
  let insured: readonly Insured[]
  let critical: readonly Insured[]
  let next = 0
  const person = (from = insured): Insured => {
    const found = from[next++ % from.length]
    if (!found) throw new Error('nobody is insured')
    return found
  }

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办' })
    first = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '初审' })
    second = await signIn(server, association.officeId, { desks: ['claim-second-review'], name: '复审' })
    approver = await signIn(server, association.officeId, { desks: ['claim-approval'], name: '审批' })
    insured = await insuredPeople(server, association, { people: 12 })
    critical = await insuredPeople(server, association, { people: 4, planCode: 'hubei-critical', from: 500 })
    server.clock.set('2026-12-01T09:00:00+08:00')
  }, 60_000)
  afterAll(() => server.stop())

  const stateOf = async (id: string) => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<Record<string, unknown>>`select c.state, c.version, c.amount, c.proposal, c.promised_on::text as "promisedOn", c.days_left as "daysLeft",
          c.card_index is not null as frozen, r.state as reserve, r.money, (select count(*)::int from claim_invoices i
            where i.claim_id = c.id and i.live) as invoices,
          (select kind from work_items w where w.subject_id = c.id) as pool
        from claims c left join benefit_reserves r on r.claim_id = c.id where c.id = ${id}`.execute(db),
    )
    return rows[0] as Record<string, never>
  }
  const seen = async (id: string) => ({ id, version: Number((await stateOf(id))['version']) })
  const take = async (actor: Actor, kind: Desk, ...subjects: string[]) => {
    const { results } = (await actor.post('/api/work/take', { kind, subjects })).json()
    expect(results.every(({ got }: { got: boolean }) => got)).toBe(true)
  }
  const post = async (actor: Actor, path: string, body: object) => {
    const answer = await actor.post(`/api/claim-reviews/${path}`, body)
    return { status: answer.statusCode, ...answer.json() }
  }
  const open = async (actor: Actor, id: string) => (await actor.post(`/api/claim-reviews/${id}/open`)).json()
  const one = async (wishes: Omit<ClaimWishes, 'kinds' | 'insured' | 'on'> & Partial<ClaimWishes> = {}) => {
    const [claim] = await submittedClaims(server, handler, {
      insured: wishes.insured ?? person(),
      kinds: ['accident-inpatient'],
      on: '2026-11-20',
      ...wishes,
    })
    return claim?.id ?? ''
  }
  const passed = async (id: string) => {
    await take(first, 'claim-first-review', id)
    expect((await post(first, 'pass', { cases: [await seen(id)] })).status).toBe(200)
    await take(second, 'claim-second-review', id)
  }
  const messages = async () => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ kind: string }>`select kind from messages order by at, id`.execute(db),
    )
    return rows.map(({ kind }) => kind)
  }

  it('passes 初审 and 复审 and is payable, its payee frozen', async () => {
    const id = await one()
    expect(await stateOf(id)).toMatchObject({ state: 'first-review', pool: 'claim-first-review', reserve: 'reserved' })
    const review = await open(first, id)
    expect(review.findings.map(({ level }: { level: string }) => level)).not.toContain('strong')
    expect(review).toMatchObject({ stale: false, blocked: null, approval: { next: 'payable', total: '400.00' } })
    await passed(id)
    expect(await stateOf(id)).toMatchObject({ state: 'second-review', pool: 'claim-second-review' })
    const decided = await post(second, 'approve', { cases: [await seen(id)], note: '材料齐全' })
    expect(decided.cases).toMatchObject([{ id, state: 'payable' }])
    expect(await stateOf(id)).toMatchObject({ state: 'payable', pool: null, frozen: true, reserve: 'reserved', money: 40_000 })
  })
})
