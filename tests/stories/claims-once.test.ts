import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { enteredClaims, submitEntered, submittedClaims } from '../support/claims.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('an event that gives a right to a sum', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let superuser: pg.Client
  let person: Insured
  let stayed: Insured
  const disability = { kinds: ['disability'], incident: { disabilityGrade: 7 } } as const

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    person = (await insuredPeople(server, association, { people: 1, planCode: 'accident-100' }))[0]!
    stayed = (await insuredPeople(server, association, { people: 1, from: 1 }))[0]!
    server.clock.set('2026-12-21T09:00:00+08:00')
    superuser = new pg.Client({ connectionString: server.database.superuserUrl })
    await superuser.connect()
  })
  afterAll(async () => {
    await superuser.end()
    await server.stop()
  })

  /** As the bank's answer leaves it. */
  const pay = (id: string) =>
    superuser.query(`set session_replication_role = replica;
      update claims set state = 'closed', paid = amount where id = '${id}';
      update benefit_reserves set state = 'paid' where claim_id = '${id}';
      set session_replication_role = origin`)
  const accept = (incidentOn: string) =>
    handler.post('/api/claims/accept', { items: [{ coverId: person.coverId, kind: 'disability', incidentOn }] })

  it('is not accepted a second time once it is paid; another accident is', async () => {
    const [paid] = await submittedClaims(server, handler, { insured: person, on: '2026-12-01', ...disability })
    await pay(paid!.id)
    const again = await accept('2026-12-01')
    expect(again.json().refusal).toMatchObject({ code: 'claim-row-refused', why: 'event-paid', on: '2026-12-01' })
    const body = { idKind: 'resident-id', idNumber: person.idNumber, incidentOn: '2026-12-01', kind: 'disability' }
    expect((await handler.post('/api/claims/covers', body)).json().rows).toMatchObject([
      { payable: 'no', why: { code: 'event-paid', on: '2026-12-01' } },
    ])
    expect((await accept('2026-12-02')).statusCode).toBe(200)
  })

  it('is accepted anew for later bills, also while the payment of the closed case has come back', async () => {
    const wishes = { insured: stayed, kinds: ['illness-inpatient'], on: '2026-12-15', selfPaid: '4520.00' } as const
    const incident = { diagnosisCode: 'K35.900', diagnosisName: '急性阑尾炎' }
    const item = { coverId: stayed.coverId, kind: 'illness-inpatient', incidentOn: '2026-12-15' }
    const later = async () => (await handler.post('/api/claims/accept', { items: [item] })).json()
    const [claim] = await submittedClaims(server, handler, { ...wishes, incident })
    expect((await later()).refusal).toMatchObject({ why: 'already-claimed', number: claim!.number })
    await superuser.query(`set session_replication_role = replica;
      update claims set state = 'payment-failed', reversed = true where id = '${claim!.id}';
      set session_replication_role = origin`)
    expect((await later()).cases).toHaveLength(1)
    // As long as that one is under way, it stands in the way of a third.
    expect((await later()).refusal).toMatchObject({ why: 'already-claimed' })
  })

  it('is refused by the wall at submission, where a case was accepted before that wall stood', async () => {
    const wishes = { insured: person, on: '2026-12-03', ...disability }
    const [paid] = await submittedClaims(server, handler, wishes)
    await superuser.query(`set session_replication_role = replica; update claims set state = 'closed' where id = '${paid!.id}';
      set session_replication_role = origin`)
    const [again] = await enteredClaims(server, handler, wishes)
    await expect(submitEntered(handler, [again!.id])).rejects.toThrow(/days-used-already/)
  })
})
