import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endUnpaid } from '../../src/server/enrolment/end-unpaid.ts'
import { approvedEnrolment } from '../support/approved-enrolment.ts'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { detailOf } from '../support/enrolment.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('the night in which unpaid enrolments end', () => {
  let server: TestServer
  let superuser: pg.Client
  let handler: Actor
  let faulty: string
  let sound: string
  let young: string

  const told: string[] = []
  const night = (at: string) => {
    server.clock.set(at)
    return endUnpaid(server.services, new AbortController().signal, { error: (text) => void told.push(text) })
  }
  const actionsOf = async (id: string) => (await detailOf(handler, id)).history.map(({ action }) => action)

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-10T09:00:00+08:00' })
    superuser = new pg.Client({ connectionString: server.database.superuserUrl })
    await superuser.connect()
    const association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    const reviewer = await signIn(server, association.officeId, { desks: ['enrolment-review'] })
    const approved = (from: number) =>
      approvedEnrolment(server, {
        ...association,
        submittedBy: handler.accountId,
        reviewedBy: reviewer.accountId,
        people: 1,
        from,
      })
    faulty = await approved(1)
    sound = await approved(2)
    server.clock.set('2026-12-20T09:00:00+08:00')
    young = await approved(3)
    await superuser.query(`create function fail() returns trigger language plpgsql as
      $$ begin raise exception 'no way for 379901199001011234'; end $$`)
    await superuser.query(`create trigger failing before update on enrolments for each row
      when (old.id = '${faulty}') execute function fail()`)
  })
  afterAll(async () => {
    await superuser.end()
    await server.stop()
  })

  it('goes on after one that fails, says which, and has failed as a whole', async () => {
    await expect(night('2027-01-05T01:00:00+08:00')).rejects.toThrow('1 of 2 unpaid enrolments')
    expect(told).toEqual([expect.stringContaining(`enrolment ${faulty} cannot be ended unpaid`)])
    expect(told[0]).not.toContain('379901199001011234')
    expect(await actionsOf(sound)).toContain('enrolment.warn-unpaid')
    expect(await actionsOf(faulty)).not.toContain('enrolment.warn-unpaid')
    await superuser.query('drop trigger failing on enrolments')
    await night('2027-01-05T01:05:00+08:00')
    expect(await actionsOf(faulty)).toContain('enrolment.warn-unpaid')
  })
  it('waits for nobody who works on one that is not due', async () => {
    await superuser.query('begin')
    await superuser.query(`select from enrolments where id = '${young}' for update`)
    await night('2027-01-13T01:00:00+08:00')
    await superuser.query('rollback')
    expect((await detailOf(handler, sound)).state).toBe('void')
    expect((await detailOf(handler, young)).state).toBe('invoicing')
  })
})
