import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { fillIn, submit } from '../support/registration.ts'
import { asSuperuser } from '../support/many-claims.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const HOUR = 3_600_000
/** The end of the third working day. */
const due = '2026-11-13T16:00:00.000Z'

describe('the pool of registrations', () => {
  let server: TestServer
  let above: Actor
  let below: Actor
  let subject: string
  beforeAll(async () => {
    server = await startTestServer()
    const { officeId, agencyId } = await makeAssociation(server)
    above = await signIn(server, officeId, { desks: ['registration-review'], name: '林清' })
    below = await signIn(server, agencyId, { desks: ['registration-review'], name: '陆敏' })
    await submit(server, await fillIn(server, { agencyId }))
    subject = (await below.get('/api/registrations?tab=waiting')).json().rows[0].id
  })
  afterAll(() => server.stop())

  const take = async (actor: Actor) =>
    (await actor.post('/api/work/take', { kind: 'registration', subjects: [subject] })).json().results[0]
  const counts = async (actor: Actor) => (await actor.get('/api/work/counts')).json().pools

  it('tells an agency who at its office holds a subject, though that account lies outside of its scope', async () => {
    expect(await counts(below)).toEqual([{ kind: 'registration', waiting: 1, mine: 0, overdue: 0, due }])
    expect((await take(above)).got).toBe(true)
    const holder = { name: '林清', until: new Date(server.clock.now() + HOUR).toISOString(), mine: false }
    expect(await take(below)).toEqual({ subject, got: false, holder })
    expect((await below.get('/api/registrations?tab=held')).json().rows).toMatchObject([{ id: subject, holder }])
    expect((await below.post(`/api/registrations/${subject}/open`)).json().holder).toEqual(holder)
    const decided = await below.post(`/api/registrations/${subject}/approve`, { version: 3 })
    expect(decided.json().refusal).toEqual({ code: 'held-by-other', name: '林清' })
    expect(await counts(above)).toEqual([{ kind: 'registration', waiting: 0, mine: 1, overdue: 0, due }])
  })
  it('gets back what was released, and what nobody worked on for an hour', async () => {
    const release = (actor: Actor) => actor.post('/api/work/release', { kind: 'registration', subjects: [subject] })
    expect((await release(below)).json()).toEqual({ released: 0 })
    expect((await release(above)).json()).toEqual({ released: 1 })
    expect((await take(below)).got).toBe(true)
    server.clock.add(HOUR)
    expect((await below.get('/api/registrations?tab=waiting')).json().rows).toMatchObject([
      { id: subject, holder: null },
    ])
    const late = await below.post(`/api/registrations/${subject}/approve`, { version: 3 })
    expect(late.json().refusal.code).toBe('not-taken')
    expect((await take(above)).got).toBe(true)
  })
})

describe('a pool beyond ten thousand', () => {
  it('tells exactly what is one’s own and what others hold, and counts the rest no further', async () => {
    const server = await startTestServer()
    const { officeId, agencyId } = await makeAssociation(server)
    const own = await signIn(server, officeId, { desks: ['claim-entry'], name: '林清' })
    const other = await signIn(server, agencyId, { desks: ['claim-entry'], name: '陆敏' })
    const place = (organisation: string) => `(select low from organisations where id = '${organisation}')`
    await asSuperuser(server, [
      `insert into work_items (id, kind, subject_id, desk, place, entered_at, due_at)
         select gen_random_uuid(), 'claim-entry', gen_random_uuid(), 'claim-entry', ${place(officeId)}, now(), now() - interval '1 day'
         from generate_series(1, 10050)`,
      `insert into work_items (id, kind, subject_id, desk, place, entered_at, due_at, holder_id, holder_name, held_until)
         select gen_random_uuid(), 'claim-entry', gen_random_uuid(), 'claim-entry', ${place(agencyId)}, now(), now() + interval '1 day',
           account.id, account.name, '2099-01-01' from (values ('${own.accountId}'::uuid, '林清'), ('${other.accountId}', '陆敏')) account (id, name)`,
    ])
    const [above] = (await own.get('/api/work/counts')).json().pools
    expect(above).toMatchObject({ kind: 'claim-entry', waiting: 10_000, mine: 1 })
    const list = (await own.post('/api/claims/list', { tab: 'entry-waiting', limit: 1 })).json()
    expect(list).toMatchObject({ waiting: 10_000, mine: 1, held: 1 })
    expect((await other.get('/api/work/counts')).json().pools).toMatchObject([{ waiting: 0, mine: 1, overdue: 0 }])
    await server.stop()
  })
})
