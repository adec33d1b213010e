import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lastCode, makeAccount, makeUnit, messagesTo } from '../support/accounts.ts'
import { asSystem, makeAssociation, type Association } from '../support/actors.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit, type Visitor } from '../support/visitor.ts'

const PASSWORD = 'heron lantern 62 gravel'
const PERSON = '379901198506150027'

describe('a unit that changes', () => {
  let server: TestServer
  let association: Association
  let handler: Visitor
  let officer: Visitor
  let next: Visitor
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    const phone = '19940000001'
    const wishes = { userName: 'linyi', name: '林一', password: PASSWORD, phone, idNumber: PERSON } as const
    const account = await makeAccount(server, association.unitId, { ...wishes, desks: ['unit-handler'] })
    await makeUnit(server, association.unitId, account)
    handler = visit(server)
    const { stepToken } = (await handler.post('/api/sign-in', { login: 'linyi', password: PASSWORD })).json()
    await handler.post('/api/sign-in/code', { stepToken })
    const code = (await messagesTo(server, phone))[0]?.variables['code']
    await handler.post('/api/sign-in/device', { stepToken, code })
    officer = await signInOfficer('changeofficer', '19940000002', '239902197312311014')
  })
  afterAll(() => server.stop())

  const signInOfficer = async (userName: string, phone: string, idNumber: string) => {
    const desks = ['change-review'] as const
    await makeAccount(server, association.officeId, { userName, password: PASSWORD, phone, idNumber, desks })
    const visitor = visit(server)
    await visitor.post('/api/sign-in', { login: userName, password: PASSWORD })
    return visitor
  }
  const ask = (change: object) => handler.post('/api/unit/changes', change)
  const decide = (id: string, body: object, visitor = officer) => visitor.post(`/api/unit-changes/${id}/decide`, body)
  /** What the handler of the beginning was told by SMS, the last first. */
  const told = () => messagesTo(server, '19940000001')
  const openings = (id: string) =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ facts: object }>`select facts from journal
        where subject_id = ${id} and action = 'unit.change-opened' order by at, id`.execute(db)
      return rows.map(({ facts }) => facts)
    })
  /** What of a change the database keeps unsealed. */
  const readable = (id: string) =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql`select to_jsonb(c) - 'sealed' as row from unit_changes c where id = ${id}`.execute(db)
      return rows
    })
  const waiting = async (visitor = officer) => (await visitor.get('/api/unit-changes?state=pending')).json().rows

  it('asks for a new address, is returned with a reason, asks again and is approved', async () => {
    expect((await ask({ address: '示例路 1 号' })).json().refusal.code).toBe('change-empty')
    const { id } = (await ask({ address: '示例路 2 号', explanation: '搬迁' })).json()
    expect((await ask({ name: '甲公司' })).json().refusal.code).toBe('change-pending')
    expect((await handler.get('/api/unit/profile')).json().pending).toMatchObject({ fields: ['address'] })
    expect(await waiting()).toMatchObject([
      {
        id,
        unitName: '甲单位',
        explanation: '搬迁',
        changes: [{ field: 'address', before: '示例路 1 号', after: '示例路 2 号' }],
        holder: null,
      },
    ])
    expect((await decide(id, { version: 0, verdict: 'return' })).json().refusal.code).toBe('change-reason-missing')
    expect((await decide(id, { version: 1, verdict: 'approve' })).json().refusal.code).toBe('changed-meanwhile')
    await decide(id, { version: 0, verdict: 'return', reason: '请附证明' })
    expect((await handler.get('/api/unit/profile')).json()).toMatchObject({
      pending: null,
      returned: {
        reason: '请附证明',
        explanation: '搬迁',
        anotherHandler: false,
        wanted: { address: '示例路 2 号' },
      },
    })
    expect((await told())[0]).toMatchObject({ kind: 'unit-change-returned', variables: { unitName: '甲单位' } })
    const again = (await ask({ address: '示例路 2 号' })).json().id
    server.clock.add(6 * 60_000)
    expect((await decide(again, { version: 0, verdict: 'approve' })).json().refusal.code).toBe('password-needed')
    server.clock.add(-6 * 60_000)
    expect((await decide(again, { version: 0, verdict: 'approve' })).statusCode).toBe(200)
    expect((await handler.get('/api/unit/profile')).json()).toMatchObject({ address: '示例路 2 号', returned: null })
    expect((await told())[0]).toMatchObject({ kind: 'unit-change-approved-for-letters' })
    expect((await told()).filter(({ kind }) => kind.startsWith('unit-change'))).toHaveLength(2)
  })

  it('waits in the pool of 变更审核 with a deadline, and is in 处理中 of whoever took it', async () => {
    const other = await signInOfficer('poolofficer', '19940000005', '429903200811220041')
    const listed = async (state: string, visitor = officer) =>
      (await visitor.get(`/api/unit-changes?state=${state}`)).json()
    const { id } = (await ask({ address: '示例路 3 号' })).json()
    const { rows, ...counts } = await listed('waiting')
    expect(counts).toEqual({ next: null, waiting: 1, mine: 0, held: 0 })
    expect(rows).toMatchObject([{ id, overdue: false, dueAt: expect.any(String) as string }])
    await other.post('/api/work/take', { kind: 'unit-change', subjects: [id] })
    expect(await listed('waiting')).toMatchObject({ rows: [], waiting: 0, held: 1 })
    expect(await listed('held')).toMatchObject({ rows: [{ id, holder: { mine: false } }] })
    expect(await listed('mine', other)).toMatchObject({ rows: [{ id, holder: { mine: true } }], mine: 1, held: 0 })
    expect(await listed('held', other)).toMatchObject({ rows: [] })
    expect((await officer.post(`/api/unit-changes/${id}/open`)).json()).toMatchObject({ id, state: 'pending' })
    await decide(id, { version: 0, verdict: 'return', reason: '请附证明' }, other)
    expect(await listed('pending')).toMatchObject({ rows: [], waiting: 0, mine: 0, held: 0 })
    expect((await officer.post(`/api/unit-changes/${id}/open`)).json()).toMatchObject({
      state: 'returned',
      dueAt: null,
    })
  })

  it('is not decided by whoever asked, whatever their account', async () => {
    const same = await signInOfficer('samelin', '19940000003', PERSON)
    const { id } = (await ask({ invoiceTitle: '甲单位工会' })).json()
    expect((await decide(id, { version: 0, verdict: 'approve' }, same)).json().refusal.code).toBe('own-registration')
    const other = await signInOfficer('otherofficer', '19940000004', '429903200811220033')
    await other.post('/api/work/take', { kind: 'unit-change', subjects: [id] })
    expect((await decide(id, { version: 0, verdict: 'approve' })).json().refusal.code).toBe('held-by-other')
    expect((await decide(id, { version: 0, verdict: 'approve' }, other)).statusCode).toBe(200)
  })

  it('has its invoice title follow its name while they are the same, and no other title', async () => {
    const change = async (fields: object) => {
      const { id } = (await ask(fields)).json()
      expect((await decide(id, { version: 0, verdict: 'approve' })).statusCode).toBe(200)
      const { name, invoiceTitle } = (await handler.get('/api/unit/profile')).json()
      return [name, invoiceTitle]
    }
    expect(await change({ name: '甲公司' })).toEqual(['甲公司', '甲单位工会'])
    expect(await change({ invoiceTitle: '甲公司' })).toEqual(['甲公司', '甲公司'])
    expect(await change({ address: '示例路 4 号' })).toEqual(['甲公司', '甲公司'])
    expect(await change({ name: '甲单位' })).toEqual(['甲单位', '甲单位'])
  })

  it('shows the office a tax number whose check digit is wrong, and takes it', async () => {
    const { id } = (await ask({ taxNumber: '12371300495000001A' })).json()
    expect((await waiting())[0]).toMatchObject({ doubtful: ['taxNumber'] })
    expect((await decide(id, { version: 0, verdict: 'approve' })).statusCode).toBe(200)
    const right = (await ask({ taxNumber: '12371300495000001P' })).json()
    expect((await waiting())[0]).toMatchObject({ doubtful: [] })
    expect((await decide(right.id, { version: 0, verdict: 'approve' })).statusCode).toBe(200)
    expect((await told())[0]).toMatchObject({ kind: 'unit-change-approved', variables: { unitName: '甲单位' } })
  })

  it('mends the name of its handler under the same number; account and sessions stay', async () => {
    const same = { contactName: '林依', contactIdNumber: PERSON }
    expect((await ask(same)).json().refusal.code).toBe('password-needed')
    const { id } = (await ask({ ...same, password: PASSWORD })).json()
    expect((await waiting())[0].changes).toEqual([{ field: 'contactName', before: '林一', after: '林依' }])
    expect((await decide(id, { version: 0, verdict: 'approve' })).statusCode).toBe(200)
    expect((await handler.get('/api/unit/profile')).json()).toMatchObject({ contactName: '林依' })
    const back = (await ask({ contactName: '林一', contactIdNumber: PERSON, password: PASSWORD })).json()
    expect((await decide(back.id, { version: 0, verdict: 'approve' })).statusCode).toBe(200)
  })

  it('changes the telephone of its contact: masked in lists, whole for who holds the change and for the unit', async () => {
    expect((await handler.get('/api/unit/profile')).json()).toMatchObject({ contactTelephone: '' })
    for (const contactTelephone of ['无', '0539', '0539-1234567 转 8'])
      expect((await ask({ contactTelephone })).json().refusal.code).toBe('telephone-malformed')
    expect(await waiting()).toEqual([])
    const { id: first } = (await ask({ contactTelephone: '０５３９－１２３４５６７' })).json()
    expect((await decide(first, { version: 0, verdict: 'approve' })).statusCode).toBe(200)
    expect((await told())[0]).toMatchObject({ kind: 'unit-change-approved' })
    expect((await handler.get('/api/unit/profile')).json()).toMatchObject({ contactTelephone: '0539-1234567' })
    expect((await ask({ contactTelephone: '0539 - 1234567' })).json().refusal.code).toBe('change-empty')
    const { id } = (await ask({ contactTelephone: '0539-7654321' })).json()
    expect((await handler.get('/api/unit/profile')).json().pending.fields).toEqual(['contactTelephone'])
    const masked = [{ field: 'contactTelephone', before: '********4567', after: '********4321' }]
    const opened = async () => (await officer.post(`/api/unit-changes/${id}/open`)).json().changes
    expect([(await waiting())[0].changes, await opened()]).toEqual([masked, masked])
    await officer.post('/api/work/take', { kind: 'unit-change', subjects: [id] })
    expect(await opened()).toEqual([{ ...masked[0], after: '0539-7654321' }])
    expect(JSON.stringify(await readable(id))).not.toMatch(/1234567|7654321/)
    await decide(id, { version: 0, verdict: 'return', reason: '请核对座机' })
    const { contactTelephone, returned } = (await handler.get('/api/unit/profile')).json()
    expect([contactTelephone, returned.wanted]).toEqual(['0539-1234567', { contactTelephone: '0539-7654321' }])
    const again = (await ask(returned.wanted)).json()
    expect((await decide(again.id, { version: 0, verdict: 'approve' })).statusCode).toBe(200)
    expect((await handler.get('/api/unit/profile')).json()).toMatchObject({ contactTelephone: '0539-7654321' })
    expect((await handler.get('/api/session')).statusCode).toBe(200)
  })

  it('replaces its handler: the old account ends at once, the new one is invited by SMS', async () => {
    const change = { contactName: '何二', contactIdNumber: '810000199003071237', contactPhone: '19940000009' }
    expect((await ask(change)).json().refusal.code).toBe('password-needed')
    expect((await ask({ ...change, password: 'wrong' })).json().refusal.code).toBe('password-wrong')
    expect((await ask({ contactName: '何二', password: PASSWORD })).json().refusal.code).toBe('contact-incomplete')
    const whole = { ...change, password: PASSWORD }
    const phone = change.contactPhone
    expect((await ask(whole)).json().refusal.code).toBe('code-not-sent')
    expect((await handler.post('/api/unit/changes/code', { phone })).json()).toEqual({ resendAfterSeconds: 60 })
    const sent = await lastCode(server, phone)
    const wrong = sent === '000000' ? '000001' : '000000'
    expect((await ask({ ...whole, code: wrong })).json().refusal).toEqual({ code: 'code-wrong', left: 4 })
    // The code of one phone confirms no other.
    expect((await ask({ ...whole, contactPhone: '19940000008', code: sent })).json().refusal.code).toBe('code-not-sent')
    expect(await waiting()).toEqual([])
    const mail = 'heer@example.org'
    const first = (await ask({ ...whole, contactMail: mail, code: sent })).json()
    await decide(first.id, { version: 0, verdict: 'return', reason: '号码有误' })
    const { returned } = (await handler.get('/api/unit/profile')).json()
    expect(returned).toMatchObject({ anotherHandler: true, wanted: { contactName: '何二', contactMail: mail } })
    expect(JSON.stringify(returned)).not.toMatch(/1237|0009/)
    server.clock.add(61_000)
    await handler.post('/api/unit/changes/code', { phone })
    const contactTelephone = '0539-2223333'
    const { id } = (await ask({ ...whole, contactTelephone, code: await lastCode(server, phone) })).json()
    const [row] = await waiting()
    expect(row.changes).toEqual([
      { field: 'contactName', before: '林一', after: '何二' },
      { field: 'contactIdNumber', before: '379***********0027', after: '810***********1237' },
      { field: 'contactPhone', before: '199****0001', after: '199****0009' },
      { field: 'contactTelephone', before: '********4321', after: '********3333' },
    ])
    const opened = async () => (await officer.post(`/api/unit-changes/${id}/open`)).json()
    expect((await opened()).changes).toEqual(row.changes)
    await officer.post('/api/work/take', { kind: 'unit-change', subjects: [id] })
    expect(await opened()).toMatchObject({
      holder: { mine: true },
      changes: [
        { field: 'contactName', before: '林一', after: '何二' },
        { field: 'contactIdNumber', before: '379***********0027', after: change.contactIdNumber },
        { field: 'contactPhone', before: '199****0001', after: phone },
        { field: 'contactTelephone', before: '********4321', after: contactTelephone },
      ],
    })
    expect((await waiting())[0].changes).toEqual(row.changes)
    expect(await openings(id)).toEqual([{ full: false }, { full: true }])
    expect((await decide(id, { version: 0, verdict: 'approve' })).statusCode).toBe(200)
    expect((await opened()).changes).toEqual(row.changes)
    expect((await handler.get('/api/session')).statusCode).toBe(401)
    const [message] = await messagesTo(server, '19940000009')
    expect((await messagesTo(server, phone)).map(({ kind }) => kind)).toEqual([
      'handler-named',
      'code-change-phone',
      'code-change-phone',
    ])
    expect(message).toMatchObject({ kind: 'handler-named', variables: { userName: 'heer' } })
    next = visit(server)
    const code = message?.variables['activationCode']
    await next.post('/api/activation', { userName: 'heer', code, password: PASSWORD })
    expect((await next.get('/api/unit/profile')).json()).toMatchObject({
      contactName: '何二',
      contactPhoneMasked: '199****0009',
      contactTelephone,
    })
  })

  it('gives the phone of the unit to another handler', async () => {
    const phone = '19940000009'
    server.clock.add(61_000)
    await next.post('/api/unit/changes/code', { phone })
    const change = { contactName: '单三', contactIdNumber: '379900199001010035', contactPhone: phone }
    const asked = await next.post('/api/unit/changes', {
      ...change,
      password: PASSWORD,
      code: await lastCode(server, phone),
    })
    expect(asked.statusCode, asked.body).toBe(200)
    expect((await waiting())[0].changes).toContainEqual({
      field: 'contactPhone',
      before: '199****0009',
      after: '199****0009',
    })
    const { id } = asked.json()
    expect((await decide(id, { version: 0, verdict: 'approve' })).statusCode).toBe(200)
    expect((await messagesTo(server, phone))[0]).toMatchObject({ kind: 'handler-named' })
  })
})
