import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const SETTINGS = {
  approvalThreshold: '8000',
  holdMinutes: 45,
  firstReviewDays: 2,
  totalDays: 8,
  lateClaims: true,
  sheetOrder: ['pooledFund', 'total'],
}

describe('申领设置 of an office', () => {
  let server: TestServer
  let association: Association
  let administrator: Actor
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    administrator = await signIn(server, association.officeId, { desks: ['administration'] })
  })
  afterAll(() => server.stop())

  const read = async (actor = administrator) => (await actor.get('/api/claim-settings')).json().offices[0]
  const save = (change: object, version: number, actor = administrator) =>
    actor.post(`/api/claim-settings/${association.officeId}`, { ...SETTINGS, ...change, version })

  it('begin with the defaults and are changed by the administration, once per version', async () => {
    expect(await read()).toMatchObject({ approvalThreshold: '5000.00', holdMinutes: 60, totalDays: 10, version: 0 })
    expect((await save({}, 0)).json()).toEqual({ version: 1 })
    expect(await read()).toMatchObject({ ...SETTINGS, approvalThreshold: '8000.00', version: 1 })
    expect((await save({ holdMinutes: 30 }, 0)).json().refusal.code).toBe('changed-meanwhile')
    expect((await save({ holdMinutes: 4 }, 1)).statusCode).toBe(400)
    expect((await save({ sheetOrder: ['nothing'] }, 1)).statusCode).toBe(400)
    expect((await save({ sheetOrder: ['total', 'total'] }, 1)).json()).toEqual({ version: 2 })
    expect((await read()).sheetOrder).toEqual(['total'])
  })

  it('ask for the password again once it was given long ago', async () => {
    const officer = await signIn(server, association.officeId, { desks: ['claim-approval'] })
    const of = { version: 0, approvalLimit: '20000', leads: true }
    server.clock.add(20 * 60_000)
    const late = await administrator.post(`/api/claim-settings/officers/${officer.accountId}`, of)
    expect(late.json().refusal.code).toBe('password-needed')
    expect((await save({}, 2)).json().refusal.code).toBe('password-needed')
    const fresh = await signIn(server, association.officeId, { desks: ['administration'] })
    const answer = await fresh.post(`/api/claim-settings/officers/${officer.accountId}`, of)
    expect(answer.json()).toEqual({ version: 1 })
    const { officers } = await read()
    const row = officers.find(({ id }: { id: string }) => id === officer.accountId)
    expect(row).toMatchObject({ approvalLimit: '20000.00', leads: true, self: false, version: 1 })
  })

  it('let nobody lift their own limit, nor give one where nothing is approved', async () => {
    const personIndex = randomBytes(35)
    const both = await signIn(server, association.officeId, {
      desks: ['administration', 'claim-approval'],
      personIndex,
    })
    const own = await both.post(`/api/claim-settings/officers/${both.accountId}`, {
      version: 0,
      approvalLimit: '999999',
      leads: false,
    })
    expect(own.json().refusal.code).toBe('own-approval-limit')
    const second = await signIn(server, association.officeId, { desks: ['claim-approval'], personIndex })
    const byAnother = await both.post(`/api/claim-settings/officers/${second.accountId}`, {
      version: 0,
      approvalLimit: '999999',
      leads: false,
    })
    expect(byAnother.json().refusal.code).toBe('own-approval-limit')
    const selves = (await read(both)).officers.filter(({ self }: { self: boolean }) => self)
    expect(selves.map(({ id }: { id: string }) => id).toSorted()).toEqual([both.accountId, second.accountId].toSorted())
    const clerk = await signIn(server, association.officeId, { desks: ['claim-entry'] })
    const given = await both.post(`/api/claim-settings/officers/${clerk.accountId}`, {
      version: 0,
      approvalLimit: '10',
      leads: false,
    })
    expect(given.json().refusal.code).toBe('officer-without-approval')
  })

  it('are set for the head as well, which approves what no office may', async () => {
    const headOffice = await signIn(server, association.headId, { desks: ['administration'] })
    const highest = await signIn(server, association.headId, { desks: ['claim-approval'], name: '总会审批' })
    const { offices } = (await headOffice.get('/api/claim-settings')).json()
    const head = offices.at(-1)
    expect(head).toMatchObject({ id: association.headId, kind: 'head', approvalThreshold: '5000.00' })
    expect(head.officers.map(({ id }: { id: string }) => id)).toEqual([highest.accountId])
    expect(offices[0].officers.map(({ id }: { id: string }) => id)).not.toContain(highest.accountId)
    const of = { version: 0, approvalLimit: '1000000', leads: false }
    const answer = await headOffice.post(`/api/claim-settings/officers/${highest.accountId}`, of)
    expect(answer.json()).toEqual({ version: 1 })
    const threshold = { ...SETTINGS, approvalThreshold: '9000', version: 0 }
    expect((await headOffice.post(`/api/claim-settings/${association.headId}`, threshold)).json()).toEqual({
      version: 1,
    })
    const ofOffice = (await administrator.get('/api/claim-settings')).json().offices
    expect(ofOffice.map(({ id }: { id: string }) => id)).not.toContain(association.headId)
    const ofTheOffice = await signIn(server, association.officeId, { desks: ['administration'] })
    expect((await ofTheOffice.post(`/api/claim-settings/${association.headId}`, threshold)).statusCode).toBe(404)
  })

  it('are read by auditors and changed by nobody below the office', async () => {
    const auditor = await signIn(server, association.headId, { desks: ['audit'] })
    expect((await read(auditor)).id).toBe(association.officeId)
    expect((await save({}, 2, auditor)).json().refusal.code).toBe('not-allowed')
    const below = await signIn(server, association.agencyId, { desks: ['administration'] })
    expect((await below.get('/api/claim-settings')).json()).toEqual({ offices: [] })
    expect((await save({}, 2, below)).statusCode).toBe(404)
  })
})
