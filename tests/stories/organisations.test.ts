import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderMessage } from '../../src/contract/words/messages.ts'
import type { MessageKind } from '../../src/domain/messages/templates.ts'
import { personIndex } from '../../src/server/accounts/account-secrets.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { messagesTo } from '../support/accounts.ts'
import { picture } from '../support/registration.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const fields = { name: '新设办事处', address: '示例路 2 号', telephone: '0000-1', settlementDay: 20 }
const account = { name: '示例户名', bank: '示例银行', number: '3790000100000188' }

describe('the administration of an association', () => {
  let server: TestServer
  let association: Association
  let administrator: Actor
  let officeId: string
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    administrator = await signIn(server, association.headId, { desks: ['administration'] })
  })
  afterAll(() => server.stop())

  it('asks for the password again before rights or accounts change', async () => {
    server.clock.add(6 * 60_000)
    const office = { ...fields, parentId: association.headId, kind: 'office', code: '3799', account }
    const refusal = { refusal: { code: 'password-needed' } }
    expect((await administrator.post('/api/organisations', office)).json()).toMatchObject(refusal)
    server.clock.add(-6 * 60_000)
    const made = await administrator.post('/api/organisations', office)
    officeId = made.json().id
    expect(made.statusCode).toBe(200)
  })
  it('adds agencies below offices, never offices below agencies, and each code once', async () => {
    const agency = { name: '新设代办处', parentId: officeId, kind: 'agency', code: '3798' }
    const made = await administrator.post('/api/organisations', agency)
    const below = { ...agency, parentId: made.json().id, kind: 'office', code: '3797' }
    expect((await administrator.post('/api/organisations', below)).json()).toMatchObject({
      refusal: { code: 'organisation-below-wrong-kind' },
    })
    expect((await administrator.post('/api/organisations', agency)).json()).toMatchObject({
      refusal: { code: 'organisation-code-used', taken: '3798' },
    })
    const elsewhere = await signIn(server, association.officeId, { desks: ['administration'] })
    const unseen = await elsewhere.post('/api/organisations', { ...agency, parentId: association.officeId })
    expect(unseen.json()).toMatchObject({ refusal: { code: 'organisation-code-used', taken: '3798' } })
    const { organisations } = (await administrator.get('/api/organisations')).json()
    expect(organisations.map(({ code }: { code: string }) => code)).toEqual(['1000', '3713', '371301', '3799', '3798'])
    expect(organisations[3]).toMatchObject({ account, settlementDay: 20, hasSeal: false })
  })
  it('changes an office only as it was last seen', async () => {
    const change = (version: number) => administrator.post(`/api/organisations/${officeId}`, { ...fields, version })
    expect((await change(99)).json()).toMatchObject({ refusal: { code: 'changed-meanwhile' } })
    expect((await change(1)).json()).toEqual({ version: 2 })
  })
  it('keeps in the journal every setting before and after, the account by its last digits only', async () => {
    const again = { ...fields, address: '示例路 9 号', mail: 'office@example.org', version: 2, unpaidDays: 30 }
    const moved = { ...account, bank: '另一银行', number: '3790 0001 0000 9988' }
    const changed = await administrator.post(`/api/organisations/${officeId}`, {
      ...again,
      account: moved,
      onePersonMayReviewAndConfirm: true,
    })
    expect(changed.json()).toEqual({ version: 3 })
    const [entry] = await asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{
        facts: object
        before: object
        after: object
      }>`select facts, before, after from journal
        where action = 'organisations.change' and subject_id = ${officeId} order by at desc, id desc limit 1`.execute(
        db,
      )
      return rows
    })
    expect(entry?.before).toMatchObject({
      address: fields.address,
      onePersonMayReviewAndConfirm: false,
      unpaidDays: 60,
    })
    expect(entry?.after).toEqual({
      name: fields.name,
      address: '示例路 9 号',
      telephone: fields.telephone,
      mail: 'office@example.org',
      accountName: account.name,
      bankName: '另一银行',
      accountNumber: '************9988',
      settlementDay: 20,
      onePersonMayReviewAndConfirm: true,
      unpaidDays: 30,
    })
    expect(entry?.facts).toMatchObject({
      changed: [
        'address',
        'mail',
        'accountName',
        'bankName',
        'accountNumber',
        'onePersonMayReviewAndConfirm',
        'unpaidDays',
      ],
    })
  })
  it('invites officers, gives them desks and ends their access at once', async () => {
    const person = { name: '单小禾', idNumber: '379900199001010019', phone: '19900000101', desks: ['finance'] }
    const invited = await administrator.post(`/api/organisations/${officeId}/members`, person)
    expect(invited.json()).toMatchObject({ userName: 'shanxiaohe' })
    const words = async () => {
      const [sent] = await messagesTo(server, person.phone)
      return sent && renderMessage(sent.kind as MessageKind, sent.variables as never).text
    }
    expect(await words()).toMatch(/^新设办事处已为您开通账号。用户名 shanxiaohe，激活码 \w+/)
    expect(await words()).not.toContain('注册')
    const handler = { ...person, desks: ['unit-handler'] }
    expect((await administrator.post(`/api/organisations/${officeId}/members`, handler)).json()).toMatchObject({
      refusal: { code: 'desks-of-unit-only' },
    })
    const officer = await signIn(server, association.officeId, { desks: ['finance'] })
    expect((await officer.get('/api/session')).statusCode).toBe(200)
    const { members } = (await administrator.get(`/api/organisations/${association.officeId}/members`)).json()
    const { id, version } = members.find((member: { id: string }) => member.id === officer.accountId)
    const disable = (of: string) => administrator.post(`/api/members/${of}`, { version, state: 'disabled' })
    expect((await disable(id)).statusCode).toBe(200)
    expect((await officer.get('/api/session')).statusCode).toBe(401)
    expect((await disable(administrator.accountId)).json()).toMatchObject({ refusal: { code: 'own-rights' } })
  })
  it('asks for the password again before a seal is replaced', async () => {
    const url = `/api/organisations/${officeId}/seal`
    server.clock.add(6 * 60_000)
    const late = await administrator.upload(url, '章.png', await picture())
    expect(late.json()).toMatchObject({ refusal: { code: 'password-needed' } })
    server.clock.add(-6 * 60_000)
    expect((await administrator.upload(url, '章.png', await picture())).statusCode).toBe(200)
  })
  it('lets nobody change or gain rights by another account of theirs', async () => {
    const [desks, idNumber] = [['administration'] as const, '379900199001010035']
    const index = personIndex(server.services.crypto, idNumber)
    const one = await signIn(server, association.headId, { desks, personIndex: index })
    const other = await signIn(server, association.officeId, { desks: ['finance'], personIndex: index })
    const change = await one.post(`/api/members/${other.accountId}`, { version: 0, desks: ['administration'] })
    expect(change.json()).toMatchObject({ refusal: { code: 'own-rights' } })
    const again = { name: '单小禾', idNumber, phone: '19900000102', desks: ['finance'] }
    const invited = await one.post(`/api/organisations/${officeId}/members`, again)
    expect(invited.json()).toMatchObject({ refusal: { code: 'own-rights' } })
  })
  it('offers a plan version once at a time', async () => {
    const { versions } = (await administrator.get(`/api/organisations/${officeId}/offers`)).json()
    const [{ id: planVersionId }] = versions
    const offer = { planVersionId, saleFrom: '2026-12-01' }
    const url = `/api/organisations/${officeId}/offers`
    const { id } = (await administrator.post(url, offer)).json()
    expect((await administrator.post(url, offer)).json()).toMatchObject({ refusal: { code: 'offer-overlaps' } })
    await administrator.post(`/api/offers/${id}/end`, { saleTo: '2026-12-31' })
    expect((await administrator.post(url, { ...offer, saleFrom: '2027-01-01' })).statusCode).toBe(200)
  })
  it('ends an offer on the day of the server where none is given, on no day that is over, and into no other offer', async () => {
    const url = `/api/organisations/${officeId}/offers`
    const { versions } = (await administrator.get(url)).json()
    const offer = { planVersionId: versions.at(-2).id, saleFrom: '2026-11-01' }
    const { id } = (await administrator.post(url, offer)).json()
    const end = async (saleTo?: string) =>
      (await administrator.post(`/api/offers/${id}/end`, saleTo === undefined ? {} : { saleTo })).json()
    const lastDay = async () =>
      (await administrator.get(url)).json().offers.find((one: { id: string }) => one.id === id).saleTo
    // A computer that is a day behind.
    expect(await end('2026-11-09')).toMatchObject({ refusal: { code: 'sale-end-past', today: '2026-11-10' } })
    expect(await lastDay()).toBeNull()
    expect(await end()).toEqual({ done: true })
    expect(await lastDay()).toBe('2026-11-10')
    expect((await administrator.post(url, { ...offer, saleFrom: '2026-11-11' })).statusCode).toBe(200)
    expect(await end('2026-12-31')).toMatchObject({ refusal: { code: 'offer-overlaps', from: '2026-11-11' } })
    expect(await lastDay()).toBe('2026-11-10')
  })
  it('takes an offer out again before its first day, and not afterwards', async () => {
    const url = `/api/organisations/${officeId}/offers`
    const offers = async () => (await administrator.get(url)).json().offers.map(({ id }: { id: string }) => id)
    const { versions } = (await administrator.get(url)).json()
    const offer = { planVersionId: versions.at(-1).id, saleFrom: '2027-11-01', calendarYear: 2028 }
    const { id } = (await administrator.post(url, offer)).json()
    const right = { ...offer, saleFrom: '2026-11-11' }
    expect((await administrator.post(url, right)).json()).toMatchObject({ refusal: { code: 'offer-overlaps' } })
    expect((await administrator.post(`/api/offers/${id}/remove`)).json()).toEqual({ done: true })
    expect(await offers()).not.toContain(id)
    const added = (await administrator.post(url, right)).json()
    const elsewhere = await signIn(server, association.agencyId, { desks: ['administration'] })
    expect((await elsewhere.post(`/api/offers/${added.id}/remove`)).statusCode).toBe(404)
    server.clock.set('2026-11-11T00:00:00+08:00')
    const today = await signIn(server, association.headId, { desks: ['administration'] })
    expect((await today.post(`/api/offers/${added.id}/remove`)).json()).toMatchObject({
      refusal: { code: 'offer-begun', sellsFrom: '2026-11-11' },
    })
    expect(await offers()).toContain(added.id)
    expect((await today.post(`/api/offers/${added.id}/end`)).json()).toEqual({ done: true })
    server.clock.set('2026-11-12T00:00:00+08:00')
    const late = await signIn(server, association.headId, { desks: ['administration'] })
    expect((await late.post(`/api/offers/${added.id}/end`)).json()).toMatchObject({
      refusal: { code: 'offer-ended', sellsUntil: '2026-11-11' },
    })
  })
  it('reaches nothing outside its own branch', async () => {
    const elsewhere = await signIn(server, association.agencyId, { desks: ['administration'] })
    const url = `/api/organisations/${officeId}`
    expect((await elsewhere.post(url, { ...fields, version: 3 })).statusCode).toBe(404)
    expect((await elsewhere.get(`${url}/members`)).json().members).toEqual([])
    expect((await elsewhere.get(`${url}/offers`)).json().offers).toEqual([])
  })
})
