import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { submittedClaims, type TestClaim } from '../support/claims.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('a claim that 初审 regrades to 0', () => {
  let server: TestServer
  let handler: Actor
  let first: Actor
  let second: Actor
  /** The same persons in two plans. */
  let critical: readonly Insured[]
  let comprehensive: readonly Insured[]

  beforeAll(async () => {
    server = await startTestServer()
    const association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办' })
    first = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '初审' })
    second = await signIn(server, association.officeId, { desks: ['claim-second-review'], name: '复审' })
    critical = await insuredPeople(server, association, { people: 3, planCode: 'hubei-critical', from: 500 })
    comprehensive = await insuredPeople(server, association, { people: 3, from: 500 })
    server.clock.set('2026-12-01T09:00:00+08:00')
  }, 60_000)
  afterAll(() => server.stop())

  const seen = async (id: string) => {
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ version: number }>`select version from claims where id = ${id}`.execute(db),
    )
    return { id, version: rows[0]?.version }
  }
  const take = async (actor: Actor, kind: string, id: string) => {
    const { results } = (await actor.post('/api/work/take', { kind, subjects: [id] })).json()
    expect(results).toMatchObject([{ got: true }])
  }
  const post = async (actor: Actor, path: string, body: object) => {
    const answer = await actor.post(`/api/claim-reviews/${path}`, body)
    return { status: answer.statusCode, ...answer.json() }
  }

  /** A severe illness of somebody whose mild one is reserved, beside a stay of the same event: 初审 regrades it to mild, which is 0. */
  const regradedToZero = async (at: number) => {
    const incident = { grade: 'severe', diagnosisCode: 'I21.9', diagnosisName: '急性心肌梗死' } as const
    const wishes = { insured: critical[at]!, kinds: ['critical-illness'], on: '2026-11-20', incident } as const
    await submittedClaims(server, handler, { ...wishes, on: '2026-11-18', incident: { ...incident, grade: 'mild' } })
    const [{ id, number }] = (await submittedClaims(server, handler, wishes)) as [TestClaim]
    const stays = { insured: comprehensive[at]!, kinds: ['accident-inpatient'], on: '2026-11-20' } as const
    const [{ id: stay }] = (await submittedClaims(server, handler, stays)) as [TestClaim]
    await asSystem(server.services, ({ db }) =>
      sql`update claims set acceptance_id = (select acceptance_id from claims where id = ${id}) where id = ${stay}`.execute(
        db,
      ),
    )
    await take(first, 'claim-first-review', id)
    const zero = { ...(await seen(id)), grade: 'mild', reason: '按轻度认定，轻度已给付' }
    expect(await post(first, `${id}/regrade`, zero)).toMatchObject({ before: '7000.00', after: '0.00' })
    return { id, number, stay }
  }
  type Regraded = Awaited<ReturnType<typeof regradedToZero>>

  /** Page, history, list, and 费用录入 of the case and of the one beside it, as they were before the regrade. */
  const expectUntold = async ({ id, number, stay }: Regraded) => {
    const told = (await handler.post(`/api/claims/${id}/open`)).json()
    expect(told).toMatchObject({
      calculation: { total: '7000.00', entryChanged: false },
      entry: { incident: { grade: 'severe' } },
    })
    const [submitted, ...later] = told.decisions
    expect(submitted).toMatchObject({ action: 'submit' })
    for (const row of later) expect(row).toMatchObject({ amountBefore: null, amountAfter: null, changes: [], text: '' })
    const listed = (await handler.post('/api/claims/list', { tab: 'all', number })).json()
    expect(listed.rows).toMatchObject([{ amount: '7000.00' }])
    const entering = (await handler.get(`/api/claims/${id}/entry`)).json()
    expect(entering).toMatchObject({
      entryVersion: told.entryVersion,
      calculation: { total: '7000.00', entryChanged: false },
      change: null,
    })
    expect((await handler.get(`/api/claims/${stay}/entry`)).json().siblings).toMatchObject([{ id, total: '7000.00' }])
  }

  it('that 复审 sends back inside is shown to its unit as before, until the no is agreed', async () => {
    const regrade = await regradedToZero(0)
    const { id } = regrade
    await expectUntold(regrade)
    await take(second, 'claim-second-review', id)
    await post(second, 'return-inside', { cases: [await seen(id)], note: '请核对检查报告' })
    await expectUntold(regrade)
    await take(first, 'claim-first-review', id)
    const other = { ...(await seen(id)), diagnosisName: '急性前壁心肌梗死', reason: '仍按轻度认定' }
    expect((await post(first, `${id}/regrade`, other)).after).toBe('0.00')
    await expectUntold(regrade)
    await take(second, 'claim-second-review', id)
    await post(second, 'return-inside', { cases: [await seen(id)], note: '请说明理由' })
    await take(first, 'claim-first-review', id)
    const no = { ...(await seen(id)), proposal: 'decline', reason: '轻度已给付' }
    expect((await post(first, `${id}/propose`, no)).status).toBe(200)
    await expectUntold(regrade)
    await take(second, 'claim-second-review', id)
    expect((await post(second, `${id}/confirm-ending`, await seen(id))).cases).toMatchObject([{ state: 'declined' }])
    const after = (await handler.post(`/api/claims/${id}/open`)).json()
    expect(after).toMatchObject({ calculation: { total: '0.00' }, entry: { incident: { grade: 'mild' } } })
    const regraded = after.decisions.filter(({ action }: { action: string }) => action === 'regrade')
    expect(regraded).toMatchObject([
      { amountBefore: '7000.00', amountAfter: '0.00', text: '按轻度认定，轻度已给付' },
      { amountBefore: '0.00', amountAfter: '0.00', text: '仍按轻度认定' },
    ])
  })

  it('that is calculated again, and that the unit withdraws, is shown as before', async () => {
    const regrade = await regradedToZero(1)
    const { id } = regrade
    await take(second, 'claim-second-review', id)
    expect(await post(second, `${id}/recalculate`, await seen(id))).toMatchObject({ before: '0.00', after: '0.00' })
    await expectUntold(regrade)
    await handler.post(`/api/claims/${id}/withdraw`, { ...(await seen(id)), reason: '放弃' })
    const told = (await handler.post(`/api/claims/${id}/open`)).json()
    expect(told).toMatchObject({ state: 'withdrawn', calculation: { total: '7000.00' } })
    expect(JSON.stringify(told)).not.toContain('按轻度认定')
  })

  it('that another regrade brings to an amount after it came back inside is told at once', async () => {
    const { id } = await regradedToZero(2)
    await take(second, 'claim-second-review', id)
    await post(second, 'return-inside', { cases: [await seen(id)], note: '请核对检查报告' })
    await take(first, 'claim-first-review', id)
    const severe = { ...(await seen(id)), grade: 'severe', diagnosisName: '急性前壁心肌梗死', reason: '符合重度标准' }
    const { after } = await post(first, `${id}/regrade`, severe)
    const told = (await handler.post(`/api/claims/${id}/open`)).json()
    expect(told).toMatchObject({
      calculation: { total: after },
      entry: { incident: { grade: 'severe', diagnosisName: '急性前壁心肌梗死' } },
    })
    expect(told.decisions.at(-1)).toMatchObject({ action: 'regrade', amountAfter: after, text: '符合重度标准' })
  })
})
