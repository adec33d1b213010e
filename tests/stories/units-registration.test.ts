import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lastCode, makeAccount, messagesTo } from '../support/accounts.ts'
import { asSystem, makeAssociation, type Association } from '../support/actors.ts'
import { fillIn, registrationForm, submit } from '../support/registration.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { visit, type Visitor } from '../support/visitor.ts'

const PASSWORD = 'heron lantern 62 gravel'
const HOUR = 3_600_000

describe('a unit that registers', () => {
  let server: TestServer
  let association: Association
  let officer: Visitor
  let colleague: Visitor
  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    const sign = async (userName: string, phone: string) => {
      const desks = ['registration-review'] as const
      await makeAccount(server, association.agencyId, { userName, name: userName, password: PASSWORD, phone, desks })
      const visitor = visit(server)
      await visitor.post('/api/sign-in', { login: userName, password: PASSWORD })
      return visitor
    }
    officer = await sign('luofficer', '19939000001')
    colleague = await sign('gaocolleague', '19939000002')
  })
  afterAll(() => server.stop())

  /** Officers are signed out after a quarter of an hour without activity. */
  const pass = async (milliseconds: number) => {
    server.clock.add(milliseconds)
    await officer.post('/api/sign-in', { login: 'luofficer', password: PASSWORD })
    await colleague.post('/api/sign-in', { login: 'gaocolleague', password: PASSWORD })
  }
  const pool = async (tab: string, visitor = officer) => (await visitor.get(`/api/registrations?tab=${tab}`)).json()
  const take = (subject: string, visitor = officer) =>
    visitor.post('/api/work/take', { kind: 'registration', subjects: [subject] })
  const open = async (id: string, visitor = officer) => (await visitor.post(`/api/registrations/${id}/open`)).json()

  it('chooses its agency in the tree, and learns at once what is wrong with its credit code', async () => {
    const visitor = visit(server)
    const { agencies } = (await visitor.get('/api/registration/agencies')).json()
    expect(agencies.map(({ kind, name }: { kind: string; name: string }) => [kind, name])).toEqual([
      ['head', '示例总会'],
      ['office', '示例办事处'],
      ['agency', '示例代办处'],
    ])
    const check = async (creditCode: string) =>
      (await visitor.post('/api/registration/credit-code', { creditCode })).json()
    expect(await check(' 12371300-495000001p')).toEqual({ verdict: 'fine', normalised: '12371300495000001P' })
    expect((await check('12371300495000001Q')).verdict).toBe('wrong-check-digit')
    expect((await check('1237130049500000')).verdict).toBe('malformed')
    expect((await check('91370000MA00000A1X')).verdict).toBe('registered')
    const name = async (text: string) =>
      (await visitor.post('/api/registration/user-name', { name: text })).json().userName
    expect(await name('尉迟恭')).toBe('yuchigong')
    expect(await name('单晓梅')).toBe('shanxiaomei')
  })

  it('fills in as it goes, sees what is missing and wrong, and cannot submit before it is right', async () => {
    const visitor = visit(server)
    const { draft } = (await visitor.post('/api/registration/drafts')).json()
    const saved = await visitor.post('/api/registration/draft/save', {
      draft,
      fields: { name: '示例厂', contactIdNumber: '379901198506150028', staffCount: 10, womenCount: 11 },
    })
    expect(saved.json().missing).toContain('creditCode')
    expect(saved.json().problems).toEqual([
      { field: 'contactIdNumber', text: '证件号码校验位不对，至少有一位写错，请对照证件改正' },
      { field: 'womenCount', text: '在职女职工 11 人多于在职职工 10 人，请核对' },
    ])
    const refused = await visitor.post('/api/registration/draft/code', { draft })
    expect([refused.statusCode, refused.json().refusal.code]).toEqual([409, 'registration-incomplete'])
    const read = (await visitor.post('/api/registration/draft', { draft })).json()
    expect(read.registration).toMatchObject({
      state: 'draft',
      number: null,
      fields: { name: '示例厂', staffCount: 10 },
    })
    const another = `${draft.startsWith('A') ? 'B' : 'A'}${draft.slice(1)}`
    const other = await visit(server).post('/api/registration/draft', { draft: another })
    expect(other.json().refusal.code).toBe('draft-expired')
  })

  it('is returned with reasons, mends what was asked for, is approved, and its handler signs in', async () => {
    const applicant = await fillIn(server, { agencyId: association.agencyId })
    const submitted = await submit(server, applicant)
    expect(submitted.json().number).toMatch(/^ZC3713261110\d{4}$/)
    const { number } = submitted.json()
    expect((await messagesTo(server, applicant.phone))[0]).toMatchObject({
      kind: 'registration-received',
      variables: { number },
    })
    const locked = await applicant.visitor.post('/api/registration/draft/save', { draft: applicant.draft, fields: {} })
    expect(locked.json().refusal.code).toBe('registration-submitted')
    const closed = (await applicant.visitor.post('/api/registration/draft', { draft: applicant.draft })).json()
    const nothing = { fields: {}, documents: [], reasons: [] }
    expect(closed).toMatchObject({ registration: { state: 'submitted', number, ...nothing }, missing: [] })

    const waiting = await pool('waiting')
    expect(waiting).toMatchObject({ waiting: 1, mine: 0 })
    const [row] = waiting.rows
    expect(row).toMatchObject({
      number,
      unitName: '示例机械厂',
      contactName: '单*',
      agencyName: '示例代办处',
      holder: null,
    })
    expect((await open(row.id)).registration.fields).toMatchObject({
      contactName: '单*',
      contactIdNumber: '379***********0027',
      contactPhone: '199****0001',
      contactTelephone: '********4567',
    })
    const untaken = await officer.post(`/api/registrations/${row.id}/approve`, { version: 1 })
    expect(untaken.json().refusal.code).toBe('not-taken')
    await take(row.id)
    const held = await open(row.id)
    expect(held).toMatchObject({
      holder: { name: 'luofficer', mine: true },
      creditCodeVerdict: 'fine',
      unionCreditCodeVerdict: 'fine',
      registration: { state: 'submitted', fields: { contactName: '单晓梅', contactIdNumber: '379901198506150027' } },
    })
    expect((await take(row.id, colleague)).json().results[0]).toMatchObject({
      got: false,
      holder: { name: 'luofficer' },
    })
    expect((await open(row.id, colleague)).registration.fields.contactPhone).toBe('199****0001')
    const reasons = [{ field: 'unionName', text: '工会名称与证书不符' }]
    const keep = (visitor: Visitor, draft: object[]) =>
      visitor.post(`/api/registrations/${row.id}/review-draft`, { reasons: draft })
    expect((await keep(officer, [...reasons, { field: 'address', text: '' }])).json()).toEqual({ kept: 2 })
    expect((await open(row.id)).draft).toEqual([...reasons, { field: 'address', text: '' }])
    expect((await keep(colleague, reasons)).json().refusal.code).toBe('held-by-other')
    expect((await open(row.id, colleague)).draft).toEqual([])
    const { version } = held.registration
    const elsewhere = await colleague.post(`/api/registrations/${row.id}/return`, { version, reasons })
    expect(elsewhere.json().refusal).toEqual({ code: 'held-by-other', name: 'luofficer' })
    expect((await officer.post(`/api/registrations/${row.id}/return`, { version, reasons })).statusCode).toBe(200)

    await pass(HOUR)
    const asked = visit(server, '10.0.0.7')
    const { stepToken } = (
      await asked.post('/api/registration/progress/code', { number, phone: applicant.phone })
    ).json()
    const code = await lastCode(server, applicant.phone)
    const progress = (await asked.post('/api/registration/progress', { stepToken, code })).json()
    expect(progress).toMatchObject({ number, state: 'returned', reasons, unitName: '示例机械厂', userName: null })
    // Reading elsewhere disturbs nobody; 继续修改 takes the registration over from whoever had it open.
    expect((await asked.post('/api/registration/draft', { draft: applicant.draft })).statusCode).toBe(200)
    await pass(30 * 60_000)
    const { draft } = (await asked.post('/api/registration/progress/continue', { stepToken })).json()
    expect((await asked.post('/api/registration/draft', { draft: applicant.draft })).json().refusal.code).toBe(
      'draft-expired',
    )
    const mended = registrationForm({ agencyId: association.agencyId, unionName: '示例机械厂联合工会' })
    await asked.post('/api/registration/draft/save', { draft, fields: mended })
    await pass(HOUR)
    const again = await submit(server, { visitor: asked, draft, phone: applicant.phone })
    expect(again.json()).toEqual({ number })

    await take(row.id)
    const second = await open(row.id)
    expect(second.registration.reasons).toEqual([])
    const returned = second.history.find(({ action }: { action: string }) => action === 'registration.returned')
    expect(second.returns).toEqual([{ at: returned.at, reasons }])
    const gone = await asked.post('/api/registration/progress/continue', { stepToken })
    expect(gone.json().refusal.code).toBe('step-expired')
    const [document] = second.registration.documents
    const file = await officer.get(`/api/registrations/${row.id}/documents/${document.fileId}`)
    expect(file.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(file.headers['content-disposition']).toMatch(/^attachment/)
    const stale = await officer.post(`/api/registrations/${row.id}/approve`, { version })
    expect(stale.json().refusal.code).toBe('changed-meanwhile')
    const approved = await officer.post(`/api/registrations/${row.id}/approve`, {
      version: second.registration.version,
    })
    expect(approved.json()).toMatchObject({ userName: 'shanxiaomei' })
    const [message] = await messagesTo(server, applicant.phone)
    expect(message).toMatchObject({ kind: 'registration-approved', variables: { userName: 'shanxiaomei' } })

    const handler = visit(server)
    const activated = await handler.post('/api/activation', {
      userName: 'shanxiaomei',
      code: message?.variables['activationCode'],
      password: PASSWORD,
    })
    expect(activated.json()).toEqual({ step: 'done' })
    expect((await handler.get('/api/session')).json().organisation).toMatchObject({
      kind: 'unit',
      name: '示例机械厂',
      code: '12371300495000001P',
    })
    expect((await handler.get('/api/unit/profile')).json()).toMatchObject({
      officeAddress: '示例路 1 号',
      agencyName: '示例代办处',
      officeName: '示例办事处',
      contactPhoneMasked: '199****0001',
      contactTelephone: '0539-1234567',
      taxNumber: '12371300495000001P',
      staffCount: 400,
      pending: null,
      returned: null,
    })
    expect((await pool('decided')).rows).toMatchObject([{ number, state: 'approved' }])
    expect((await open(row.id)).returns).toMatchObject([{ reasons }])
    const registered = await visit(server).post('/api/registration/credit-code', { creditCode: '12371300495000001P' })
    expect(registered.json().verdict).toBe('registered')
  })

  it('gets a user name with a number where a namesake has it, and a new activation code from the progress page', async () => {
    const phone = '19930000002'
    const wishes = { creditCode: '81371300MC0000001U', contactPhone: phone, contactIdNumber: '239902197312311014' }
    const doubtful = { unionCreditCode: '81371300MC0000001A' }
    const applicant = await fillIn(server, { agencyId: association.agencyId, ...wishes, ...doubtful })
    const { number } = (await submit(server, applicant)).json()
    const { id } = (await pool('waiting')).rows[0]
    await take(id)
    const { alike, registration, unionCreditCodeVerdict } = await open(id)
    expect(unionCreditCodeVerdict).toBe('wrong-check-digit')
    expect(alike).toContainEqual({ what: 'name', number: '12371300495000001P', unitName: '示例机械厂' })
    const approved = await officer.post(`/api/registrations/${id}/approve`, { version: registration.version })
    expect(approved.json().userName).toBe('shanxiaomei2')
    await pass(73 * HOUR)
    const visitor = visit(server)
    const { stepToken } = (await visitor.post('/api/registration/progress/code', { number, phone })).json()
    const early = await visitor.post('/api/registration/progress/activation', { stepToken })
    expect(early.json().refusal.code).toBe('step-expired')
    const unread = await visitor.post('/api/registration/progress/continue', { stepToken })
    expect(unread.json().refusal.code).toBe('step-expired')
    const code = await lastCode(server, phone)
    const progress = (await visitor.post('/api/registration/progress', { stepToken, code })).json()
    expect(progress).toMatchObject({ state: 'approved', userName: 'shanxiaomei2' })
    const approvedOnce = await visitor.post('/api/registration/progress/continue', { stepToken })
    expect(approvedOnce.json().refusal.code).toBe('registration-submitted')
    await pass(61_000)
    expect((await visitor.post('/api/registration/progress/activation', { stepToken })).statusCode).toBe(200)
    const [message] = await messagesTo(server, phone)
    expect(message?.kind).toBe('activation-resent')
    const activation = { userName: 'shanxiaomei2', code: message?.variables['activationCode'], password: PASSWORD }
    expect((await visit(server).post('/api/activation', activation)).statusCode).toBe(200)
  })

  it('tells nothing to whoever asks for progress with a wrong number or phone', async () => {
    const answers = async (number: string, phone: string) => {
      const visitor = visit(server)
      const sent = await visitor.post('/api/registration/progress/code', { number, phone })
      const { stepToken, ...rest } = sent.json()
      const tried = await visitor.post('/api/registration/progress', { stepToken, code: '000000' })
      return [sent.statusCode, rest, tried.statusCode, tried.body]
    }
    const [known] = (await pool('decided')).rows
    await pass(HOUR)
    const right = await answers(known.number, '19930000002')
    expect(right).toEqual(await answers(known.number, '19930000099'))
    expect(right).toEqual(await answers('ZC37132611109999', '19930000098'))
  })

  it('says nothing of the next handler to whoever registered the unit, and makes their code worth nothing', async () => {
    const phone = '19930000005'
    const wishes = { creditCode: '91370000MA0000099W', contactPhone: phone, contactIdNumber: '810000199003071237' }
    const applicant = await fillIn(server, { agencyId: association.agencyId, ...wishes }, '10.0.0.8')
    const { number } = (await submit(server, applicant)).json()
    const { id } = (await pool('waiting')).rows[0]
    await take(id)
    const { version } = (await open(id)).registration
    const { unitId } = (await officer.post(`/api/registrations/${id}/approve`, { version })).json()
    const next = { userName: 'henext', phone: '19930000006', desks: ['unit-handler'] } as const
    const account = await makeAccount(server, unitId, next)
    await asSystem(server.services, ({ db }) =>
      sql`update units set contact_account_id = ${account} where organisation_id = ${unitId}`.execute(db),
    )
    await pass(2 * 60_000)
    const visitor = visit(server, '10.0.0.8')
    const { stepToken } = (await visitor.post('/api/registration/progress/code', { number, phone })).json()
    const code = await lastCode(server, phone)
    const progress = (await visitor.post('/api/registration/progress', { stepToken, code })).json()
    expect(progress).toMatchObject({ state: 'approved', userName: null })
    const resent = await visitor.post('/api/registration/progress/activation', { stepToken })
    expect(resent.json().refusal.code).toBe('step-expired')
    expect(await messagesTo(server, next.phone)).toEqual([])
  })

  it('is not approved by the person who hands it in', async () => {
    const idNumber = '429903200811220033'
    const phone = '19939000003'
    const wishes = {
      userName: 'ownofficer',
      password: PASSWORD,
      phone,
      idNumber,
      desks: ['registration-review'],
    } as const
    await makeAccount(server, association.agencyId, wishes)
    const own = visit(server)
    await own.post('/api/sign-in', { login: 'ownofficer', password: PASSWORD })
    const form = { creditCode: '91350100M000100Y43', contactPhone: '19930000004', contactIdNumber: idNumber }
    await submit(server, await fillIn(server, { agencyId: association.agencyId, ...form }))
    const { id } = (await pool('waiting', own)).rows[0]
    await take(id, own)
    const { registration } = await open(id, own)
    const refused = await own.post(`/api/registrations/${id}/approve`, { version: registration.version })
    expect(refused.json().refusal.code).toBe('own-registration')
  })
})
