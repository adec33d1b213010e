import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('a unit enters an enrolment', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let stranger: Actor
  let id: string
  const offers = new Map<string, string>()
  const enrolment = async () => (await handler.get(`/api/enrolments/${id}`)).json()
  const missing = async () => (await enrolment()).missing.map(({ code }: { code: string }) => code)

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
    stranger = await signIn(server, association.otherUnitId, { desks: ['unit-handler'] })
    const { plans } = (await handler.get('/api/plans/offers')).json()
    for (const { code, offerId } of plans) offers.set(code, offerId)
  })
  afterAll(() => server.stop())

  it('begins with 新建参保录入, numbered by its office and day', async () => {
    const made = (await handler.post('/api/enrolments')).json()
    id = made.id
    expect(made.number).toBe('CB37132611100001')
    expect(await enrolment()).toMatchObject({ state: 'draft', version: 0, plans: [], total: '0.00' })
    expect(await missing()).toEqual(['no-plans'])
  })
  it('chooses plans with shares, and is told at once what a plan does not allow', async () => {
    const choose = (version: number, plans: object[]) => handler.post(`/api/enrolments/${id}/plans`, { version, plans })
    const comprehensive = { offerId: offers.get('comprehensive'), shares: 1 }
    expect((await choose(0, [{ ...comprehensive, shares: 50 }])).json().refusal).toMatchObject({
      code: 'shares-above-most',
    })
    expect((await choose(0, [comprehensive, comprehensive])).json().refusal.code).toBe('plan-chosen-twice')
    expect((await choose(0, [comprehensive])).json()).toEqual({ version: 1 })
    expect((await choose(0, [comprehensive])).json().refusal.code).toBe('changed-meanwhile')
    expect(await missing()).toEqual(['staff-missing', 'roster-empty', 'social-insurance-missing'])
  })
  it('enters staff, women staff and an explanation as it goes', async () => {
    const save = (facts: object) => handler.post(`/api/enrolments/${id}/facts`, facts)
    expect((await save({ staffCount: 10, womenCount: 11 })).json().refusal.code).toBe('women-exceed-staff')
    expect((await save({ staffCount: 400 })).json()).toEqual({ version: 2 })
    expect((await save({ womenCount: 150, explanation: '第一行\n第二行' })).json()).toEqual({ version: 3 })
    expect(await enrolment()).toMatchObject({ staffCount: 400, womenCount: 150, explanation: '第一行\n第二行' })
  })
  it('clears women staff, which may be left open, and keeps what is not given', async () => {
    const save = (facts: object) => handler.post(`/api/enrolments/${id}/facts`, facts)
    expect((await save({ staffCount: 400, womenCount: null })).json()).toEqual({ version: 4 })
    expect(await enrolment()).toMatchObject({ staffCount: 400, womenCount: null, explanation: '第一行\n第二行' })
    expect((await save({ womenCount: 150 })).json()).toEqual({ version: 5 })
  })
  it('attaches the proof of social insurance, re-encoded and journaled when viewed', async () => {
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
    const url = `/api/enrolments/${id}/attachments`
    expect((await handler.upload(`${url}/social-insurance`, '证明.jpg', Buffer.from('no image'))).statusCode).toBe(409)
    expect((await handler.upload(`${url}/social-insurance`, '证明.exe', photo)).json().refusal.code).toBe(
      'attachment-kind-refused',
    )
    const attached = (await handler.upload(`${url}/social-insurance`, '缴费证明.jpg', photo)).json()
    expect(attached).toMatchObject({ kind: 'social-insurance', name: '缴费证明.jpg' })
    expect(await missing()).toEqual(['roster-empty'])
    const viewed = await handler.get(`${url}/${attached.id}`)
    expect(viewed.headers['content-type']).toBe('image/jpeg')
    expect((await sharp(viewed.rawPayload).metadata()).width).toBe(40)
    expect((await stranger.get(`${url}/${attached.id}`)).statusCode).toBe(404)
    expect((await handler.post(`${url}/${attached.id}/remove`)).json()).toEqual({ done: true })
    expect(await missing()).toEqual(['roster-empty', 'social-insurance-missing'])
  })
  it('takes an upload that is sent again after a lost line once', async () => {
    const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'blue' } })
      .png()
      .toBuffer()
    const key: string = randomUUID()
    const send = (bytes: Uint8Array, under = key) =>
      handler.upload(`/api/enrolments/${id}/attachments/other`, '说明.png', bytes, under)
    const [first, again] = [await send(photo), await send(photo)]
    expect(again.json()).toEqual(first.json())
    const other = await sharp({ create: { width: 90, height: 90, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    expect((await send(other)).json()).toMatchObject({ refusal: { code: 'key-reused' } })
    expect((await send(photo, '')).json()).toMatchObject({ refusal: { code: 'key-missing' } })
    const { attachments } = (await handler.get(`/api/enrolments/${id}`)).json()
    expect(attachments).toHaveLength(1)
    await handler.post(`/api/enrolments/${id}/attachments/${attachments[0].id}/remove`)
  })
  it('is seen by its own unit and the offices above, and by nobody else', async () => {
    const reviewer = await signIn(server, association.officeId, { desks: ['enrolment-review'] })
    const numbers = async (actor: Actor) =>
      (await actor.get('/api/enrolments?tab=all')).json().rows.map(({ number }: { number: string }) => number)
    expect(await numbers(handler)).toEqual(['CB37132611100001'])
    expect(await numbers(reviewer)).toEqual(['CB37132611100001'])
    expect(await numbers(stranger)).toEqual([])
    expect((await stranger.get(`/api/enrolments/${id}`)).statusCode).toBe(404)
    expect((await stranger.post(`/api/enrolments/${id}/facts`, { staffCount: 1 })).statusCode).toBe(404)
  })
  it('pages through many, newest first', async () => {
    for (let made = 0; made < 4; made += 1) {
      server.clock.add(1000)
      await handler.post('/api/enrolments')
    }
    const first = (await handler.get('/api/enrolments?tab=editing&limit=3')).json()
    const second = (await handler.get(`/api/enrolments?tab=editing&limit=3&cursor=${first.next}`)).json()
    const numbers = [...first.rows, ...second.rows].map(({ number }: { number: string }) => number.slice(-4))
    expect(numbers).toEqual(['0005', '0004', '0003', '0002', '0001'])
    expect(second.next).toBeNull()
    expect((await handler.get('/api/enrolments?tab=editing&cursor=WzEsMl0')).statusCode).toBe(404)
  })
  it('can be deleted while it is being entered, and is kept', async () => {
    expect((await handler.post(`/api/enrolments/${id}/delete`, { version: 5 })).json()).toEqual({ version: 6 })
    expect((await handler.post(`/api/enrolments/${id}/facts`, { staffCount: 1 })).json().refusal).toEqual({
      code: 'enrolment-not-editable',
      state: 'deleted',
    })
    expect((await enrolment()).state).toBe('deleted')
  })
})
