import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { submitEntered, submittedClaims } from '../support/claims.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { acceptedCases } from '../support/material-case.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('what a unit has to do about its claims', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let colleague: Actor
  let reviewer: Actor
  let people: readonly Insured[]

  const todos = async (by = handler) => (await by.get('/api/unit/claim-todos')).json()
  const coverOf = (at: number) => people[at]?.coverId ?? ''
  const nothing = { count: 0, first: null }

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-10T09:00:00+08:00' })
    association = await makeAssociation(server)
    people = await insuredPeople(server, association, { people: 4 })
    server.clock.set('2026-12-21T09:00:00+08:00')
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办' })
    colleague = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '同事' })
    reviewer = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '初审' })
  })
  afterAll(() => server.stop())

  it('is nothing where no case waits', async () => {
    expect(await todos()).toEqual({ returned: [], more: 0, materials: nothing, entry: nothing })
  })

  it('is images for a stay, and entry for everything that nobody else holds', async () => {
    const made = { coverId: coverOf(0), kinds: ['illness-inpatient', 'hospital-allowance'] } as const
    const [stay, allowance] = await acceptedCases(server.services, handler.accountId, made)
    expect(await todos()).toMatchObject({
      materials: { count: 1, first: { id: stay?.id, number: stay?.number } },
      entry: { count: 1, first: { id: allowance?.id } },
    })
    await handler.post('/api/work/take', { kind: 'claim-entry', subjects: [allowance?.id] })
    expect(await todos()).toMatchObject({ entry: { count: 1 } })
    expect(await todos(colleague)).toMatchObject({ materials: { count: 1 }, entry: nothing })
  })

  /** A stay with its allowance, sent back with a point at the whole case. */
  async function sentBack(insured: Insured | undefined, to: 'entry' | 'materials') {
    if (!insured) throw new Error('nobody is insured')
    const wishes = { insured, kinds: ['accident-inpatient', 'hospital-allowance'], on: '2026-12-01' } as const
    const claims = await submittedClaims(server, handler, { ...wishes, sheet: { dischargedOn: '2026-12-15' } })
    const [first] = claims
    await reviewer.post('/api/work/take', { kind: 'claim-first-review', subjects: [first?.id] })
    // Opening the one takes the other along.
    const opened = await reviewer.post(`/api/claim-reviews/${first?.id}/open`)
    const { claim, together } = opened.json<{
      claim: { version: number }
      together: { id: string; version: number }[]
    }>()
    const cases = [{ id: first?.id, version: claim.version }, ...together.map(({ id, version }) => ({ id, version }))]
    const points = [{ target: 'case', path: null, materialId: null, area: null, text: '请核对' }]
    expect((await reviewer.post('/api/claim-reviews/return', { cases, to, points })).statusCode).toBe(200)
    return claims
  }

  it('is to mend what came back, once for all cases of an event', async () => {
    const [first] = await sentBack(people[1], 'entry')
    const { returned, entry } = await todos()
    expect(returned).toMatchObject([
      { id: first?.id, number: first?.number, state: 'entry', kinds: ['accident-inpatient', 'hospital-allowance'] },
    ])
    expect(entry.count).toBe(1)
  })

  it('goes through 材料上传 again where the images are to be mended, and on to 申领初审 together', async () => {
    const claims = await sentBack(people[2], 'materials')
    const ids = claims.map(({ id }) => id)
    const { returned } = await todos()
    expect(returned[1]).toMatchObject({
      id: ids[0],
      state: 'materials',
      kinds: ['accident-inpatient', 'hospital-allowance'],
    })
    const account = { card: '6222020909003029', bank: '中国工商银行' }
    expect((await handler.post('/api/claims/materials/complete', { ids, ...account })).statusCode).toBe(200)
    await submitEntered(handler, ids)
    expect((await todos()).returned).toHaveLength(1)
  })
})
