import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem, makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { detailOf } from '../support/enrolment.ts'
import { personOf } from '../support/people.ts'
import { submit, submittable } from '../support/submittable.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const PLAN = 'comprehensive'

describe('what a reviewer has gathered for a return', () => {
  let server: TestServer
  let handler: Actor
  let reviewer: Actor
  let colleague: Actor
  let id: string
  let personId: string

  const draftOf = async (actor: Actor) =>
    (await actor.get(`/api/enrolments/${id}/review-draft`)).json<{ reasons: object[] }>().reasons
  const keep = (actor: Actor, reasons: object[]) => actor.post(`/api/enrolments/${id}/review-draft`, { reasons })
  const take = (actor: Actor) => actor.post('/api/work/take', { kind: 'enrolment-review', subjects: [id] })
  const decide = async (action: string, more: object = {}) =>
    reviewer.post(`/api/enrolments/${id}/${action}`, { version: (await detailOf(handler, id)).version, ...more })
  const stored = () =>
    asSystem(server.services, async (tx) => {
      const { rows } = await sql<{ sealed: Buffer }>`select sealed from review_drafts where subject_id = ${id}`.execute(
        tx.db,
      )
      return rows.map(({ sealed }) => sealed.toString('latin1'))
    })

  beforeAll(async () => {
    server = await startTestServer()
    const { unitId, agencyId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, agencyId, { desks: ['enrolment-review'] })
    colleague = await signIn(server, agencyId, { desks: ['enrolment-review'] })
    id = await submittable(server, handler, [personOf(1), personOf(2)])
    await submit(handler, id)
    await take(reviewer)
    await reviewer.post(`/api/enrolments/${id}/open-review`)
    const window = { from: 1, to: 10 }
    const { rows } = (await reviewer.post(`/api/enrolments/${id}/rosters/${PLAN}/window`, window)).json()
    personId = rows[0].id
  })
  afterAll(() => server.stop())

  it('is there again when the page is opened again, with the names of the persons', async () => {
    expect(await draftOf(reviewer)).toEqual([])
    const reasons = [
      { step: 'submission', field: 'social-insurance', text: '缺少公章' },
      { step: 'roster', planCode: PLAN, personId, text: '' },
    ]
    expect((await keep(reviewer, reasons)).json()).toEqual({ kept: 2 })
    const whole = { planCode: null, field: null, personId: null, personName: null }
    expect(await draftOf(reviewer)).toEqual([
      { ...whole, ...reasons[0] },
      { ...whole, ...reasons[1], personName: personOf(1).name },
    ])
  })
  it('gives no name in full to who holds nothing, though anybody may gather', async () => {
    await keep(colleague, [{ step: 'roster', planCode: PLAN, personId, text: '' }])
    expect(await draftOf(colleague)).toMatchObject([{ personName: `${personOf(1).name.charAt(0)}*` }])
    await keep(colleague, [])
  })
  it('is sealed, and nobody else is shown it', async () => {
    const [sealed = ''] = await stored()
    expect(Buffer.from(sealed, 'latin1').includes('缺少公章')).toBe(false)
    expect(await draftOf(colleague)).toEqual([])
    expect((await handler.get(`/api/enrolments/${id}/review-draft`)).statusCode).toBe(403)
    await keep(colleague, [{ step: 'plans', text: '份数' }])
    expect(await stored()).toHaveLength(2)
    expect(await draftOf(reviewer)).toHaveLength(2)
  })
  it('ends with the decision, and cannot be kept after it', async () => {
    expect((await decide('return', { reasons: [{ step: 'roster', text: '退回' }] })).statusCode).toBe(200)
    expect(await stored()).toEqual([])
    expect((await keep(reviewer, [])).json()).toMatchObject({ refusal: { code: 'enrolment-step-not-allowed' } })
  })
  it('can be gathered again after approval, as long as the office may take the enrolment back', async () => {
    await submit(handler, id)
    await take(reviewer)
    await keep(reviewer, [{ step: 'plans', text: '份数' }])
    expect((await decide('approve')).statusCode).toBe(200)
    expect(await stored()).toEqual([])
    expect((await keep(reviewer, [{ step: 'plans', text: '份数' }])).statusCode).toBe(200)
    expect((await decide('return', { reasons: [{ step: 'plans', text: '份数' }] })).statusCode).toBe(200)
    expect(await stored()).toEqual([])
    expect(await detailOf(handler, id)).toMatchObject({ state: 'returned', returnReasons: [{ text: '份数' }] })
  })
})
