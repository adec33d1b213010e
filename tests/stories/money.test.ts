import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maskIdNumber } from '../../src/domain/shared/id-number.ts'
import type { CertificateId, EnrolmentId } from '../../src/domain/shared/ids.ts'
import { makeLetter } from '../../src/server/certificates/make-letter.ts'
import { approvedEnrolment, numberOfInsured } from '../support/approved-enrolment.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { pdfText } from '../support/pdf-text.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { unitInvoice } from '../support/unit-invoice.ts'

describe('from an approved enrolment to its confirmation letter', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let reviewer: Actor
  let finance: Actor
  let stranger: Actor
  let id: EnrolmentId
  let certificate: CertificateId
  const invoicing = async () => (await finance.get(`/api/enrolments/${id}/invoicing`)).json()

  beforeAll(async () => {
    server = await startTestServer({ at: '2026-11-25T23:00:00+08:00' })
    association = await makeAssociation(server)
    const { unitId, otherUnitId, officeId, agencyId } = association
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    stranger = await signIn(server, otherUnitId, { desks: ['unit-handler'] })
    reviewer = await signIn(server, officeId, { desks: ['enrolment-review', 'finance'], name: '审核' })
    finance = await signIn(server, officeId, { desks: ['finance'], name: '财务' })
    const submittedBy = handler.accountId
    id = await approvedEnrolment(server, {
      unitId,
      officeId,
      agencyId,
      submittedBy,
      reviewedBy: reviewer.accountId,
      people: 30,
    })
  })
  afterAll(() => server.stop())

  it('the handler enters invoices up to what is due, and no further', async () => {
    const tooMuch = await handler.post(`/api/enrolments/${id}/invoices`, {
      ...unitInvoice,
      amount: '1000.01',
      heads: 10,
    })
    expect(tooMuch.json()).toMatchObject({ refusal: { code: 'invoice-above-cap', cap: '100.00' } })
    const nowhere = { ...unitInvoice, mail: 'office at example', amount: '1000', heads: 10 }
    const refused = await handler.post(`/api/enrolments/${id}/invoices`, nowhere)
    expect(refused.json()).toMatchObject({ refusal: { code: 'mail-malformed' } })
    const first = await handler.post(`/api/enrolments/${id}/invoices`, { ...unitInvoice, amount: '1000', heads: 10 })
    expect(first.json()).toMatchObject({ dated: '2026-11-25' })
    const { version } = await invoicing()
    const early = await handler.post(`/api/enrolments/${id}/invoicing/submit`, { version })
    expect(early.json()).toMatchObject({
      refusal: { code: 'invoice-sum-differs', invoiced: '1000.00', due: '3000.00' },
    })
  })
  it('from midnight after the 25th invoices bear the 1st of the next month', async () => {
    server.clock.set('2026-11-26T00:00:00+08:00')
    const second = await handler.post(`/api/enrolments/${id}/invoices`, { ...unitInvoice, amount: '2000', heads: 20 })
    expect(second.json()).toMatchObject({ dated: '2026-12-01' })
    expect(await invoicing()).toMatchObject({ monthClosed: true, invoiceDate: '2026-12-01', due: '3000.00' })
    const { version } = await invoicing()
    expect((await handler.post(`/api/enrolments/${id}/invoicing/submit`, { version })).statusCode).toBe(200)
  })
  it('another unit neither sees nor changes any of it', async () => {
    expect((await stranger.get(`/api/enrolments/${id}/invoicing`)).statusCode).toBe(404)
    expect(
      (await stranger.post(`/api/enrolments/${id}/invoices`, { ...unitInvoice, amount: '1', heads: 1 })).statusCode,
    ).toBe(404)
  })
  it('finance records money only while holding the enrolment', async () => {
    const money = { paidOn: '2026-11-26', amount: '2999.99', payer: '甲单位', reference: 'BANK-1' }
    expect((await finance.post(`/api/enrolments/${id}/payments`, money)).json()).toMatchObject({
      refusal: { code: 'not-taken' },
    })
    expect((await invoicing()).holder).toBeNull()
    const taken = await finance.post('/api/work/take', { kind: 'payment', subjects: [id] })
    expect(taken.json().results[0]).toMatchObject({ got: true })
    const holderFor = async (actor: Actor) => (await actor.get(`/api/enrolments/${id}/invoicing`)).json().holder
    expect(await holderFor(finance)).toMatchObject({ name: '财务', mine: true })
    expect(await holderFor(reviewer)).toMatchObject({ name: '财务', mine: false })
    expect(await holderFor(handler)).toBeNull()
    expect((await finance.post(`/api/enrolments/${id}/payments`, money)).json()).toMatchObject({
      paid: '2999.99',
      due: '3000.00',
    })
    const again = await finance.post(`/api/enrolments/${id}/payments`, { ...money, amount: '1' })
    expect(again.json()).toMatchObject({ refusal: { code: 'payment-reference-used', reference: 'BANK-1' } })
  })
  it('whoever holds the payment counts heads and money, and sees nobody in full', async () => {
    const [row] = (await finance.post(`/api/enrolments/${id}/rosters/comprehensive/window`, {})).json().rows
    expect(row).toMatchObject({ name: '职*', idNumber: maskIdNumber(numberOfInsured(0)), born: '1990' })
    expect(row.phone).toBe('199****0000')
  })
  it('confirms when everything has come, and keeps what is too much as credit', async () => {
    const short = await finance.post(`/api/enrolments/${id}/confirm`, { version: (await invoicing()).version })
    expect(short.json()).toMatchObject({ refusal: { code: 'payment-short', missing: '0.01' } })
    const rest = { paidOn: '2026-11-26', amount: '10', payer: '甲单位', reference: 'BANK-2' }
    expect((await finance.post(`/api/enrolments/${id}/payments`, rest)).json()).toMatchObject({ credit: '9.99' })
    const confirmed = await finance.post(`/api/enrolments/${id}/confirm`, { version: (await invoicing()).version })
    expect(confirmed.json()).toMatchObject({ covers: 30 })
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{
        period: string
        holds: number
      }>`select distinct period::text, (select count(*)::int from enrolment_holds) as holds
        from covers where enrolment_id = ${id}`.execute(db),
    )
    expect(rows).toEqual([{ period: '[2026-11-27,2027-11-27)', holds: 0 }])
  })
  it('the letter is drawn once, and printed only after the roster was confirmed', async () => {
    const { rows } = (await handler.get('/api/certificates?tab=unprinted')).json()
    expect(rows).toMatchObject([
      { heads: 30, total: '3000.00', ready: false, firstDay: '2026-11-27', lastDay: '2027-11-26' },
    ])
    certificate = rows[0].id
    await makeLetter(server.services, { subject: certificate })
    await makeLetter(server.services, { subject: certificate })
    const url = `/api/certificates/${certificate}/versions/1/letter.pdf`
    expect((await handler.get(url)).json()).toMatchObject({ refusal: { code: 'roster-not-confirmed' } })
    await handler.post(`/api/certificates/${certificate}/confirm-roster`, { version: 1 })
    const [once, twice] = [await handler.get(url), await handler.get(url)]
    expect(once.headers['content-type']).toBe('application/pdf')
    expect(once.rawPayload.equals(twice.rawPayload)).toBe(true)
    const text = pdfText(once.rawPayload).join('\n')
    expect(text).toContain('人民币 3,000.00 元（大写：叁仟元整）')
    expect(text).toContain(numberOfInsured(0))
    expect((await handler.get('/api/certificates?tab=printed')).json().rows).toHaveLength(1)
    const told = await asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ action: string }>`select action from journal where subject_id = ${certificate}
        and action ~ '(download|print)-letter' and result = 'done' order by id`.execute(db)
      return rows.map(({ action }) => action)
    })
    // Whoever breaks off has an entry too: it stands there before the first byte.
    const [download, print] = ['certificates.download-letter', 'certificates.print-letter']
    expect(told).toEqual([download, print, download, print])
    expect((await stranger.get(url)).statusCode).toBe(404)
  })
  it('people of the letter are found by name and by number', async () => {
    const search = (text: string) => handler.post(`/api/certificates/${certificate}/people`, { search: text })
    expect((await search(numberOfInsured(3))).json().rows).toMatchObject([
      { rowNumber: 4, idNumber: numberOfInsured(3) },
    ])
    expect((await search('职工甲')).json().rows).toHaveLength(3)
    const masked = await finance.post(`/api/certificates/${certificate}/people`, {})
    expect(masked.json().rows[0]).toMatchObject({ name: '职*', idNumber: maskIdNumber(numberOfInsured(0)) })
    expect((await stranger.post(`/api/certificates/${certificate}/people`, {})).statusCode).toBe(404)
    const workbook = await handler.post(`/api/certificates/${certificate}/people.xlsx`)
    expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
  it('刷新计划书 makes a version only where something changed, and the old one stays', async () => {
    const refresh = (version: number) => handler.post(`/api/certificates/${certificate}/refresh`, { version })
    expect((await refresh(1)).json()).toEqual({ version: 1, changed: false })
    await asSystem(server.services, ({ db }) =>
      sql`update organisations set name = '甲单位（新）' where name = '甲单位'`.execute(db),
    )
    expect((await handler.get('/api/certificates?tab=printed')).json().rows[0].outdated).toBe(true)
    const isConfirmed = async () =>
      (await handler.get(`/api/certificates/${certificate}`)).json().certificate.rosterConfirmed
    expect(await isConfirmed()).toBe(true)
    expect((await refresh(1)).json()).toEqual({ version: 2, changed: true })
    // 我已确认人员名单无误 was said of the version before.
    expect(await isConfirmed()).toBe(false)
    expect((await refresh(1)).json()).toMatchObject({ refusal: { code: 'certificate-version-old' } })
    const { versions } = (await handler.get(`/api/certificates/${certificate}`)).json()
    expect(versions).toMatchObject([
      { version: 2, superseded: false },
      { version: 1, superseded: true },
    ])
    expect((await handler.get(`/api/certificates/${certificate}/versions/1/letter.pdf`)).statusCode).toBe(200)
  })
  it('anyone who scans the code of a superseded letter is told so, and nothing personal', async () => {
    await makeLetter(server.services, { subject: certificate })
    await handler.post(`/api/certificates/${certificate}/confirm-roster`, { version: 2 })
    const [first, second] = [await verifyUrlOf(1), await verifyUrlOf(2)]
    const paper = (url: string) => {
      const [, token, version] = /\/verify\/([\w-]{22})\/(\d+)$/.exec(url) ?? []
      return server.app.inject({ method: 'GET', url: `/api/verify/${token}?version=${version}` })
    }
    expect((await paper(first)).json()).toMatchObject({
      version: 1,
      currentVersion: 2,
      superseded: true,
      unitName: '甲单位',
    })
    const valid = await paper(second)
    expect(valid.json()).toMatchObject({
      version: 2,
      currentVersion: 2,
      superseded: false,
      heads: 30,
      unitName: '甲单位（新）',
      firstDay: '2026-11-27',
    })
    expect(valid.body).not.toContain('职工')
  })
  it('whose cover is over is not called valid any more, from the day after its last', async () => {
    const [, token] = /\/verify\/([\w-]{22})/.exec(await verifyUrlOf(2)) ?? []
    const scan = async () => (await server.app.inject({ method: 'GET', url: `/api/verify/${token}?version=2` })).json()
    const { lastDay } = await scan()
    const before = server.clock.now()
    server.clock.set(`${lastDay}T23:59:00+08:00`)
    expect(await scan()).toMatchObject({ lastDay: '2027-11-26', ended: false })
    server.clock.add(60_000)
    expect(await scan()).toMatchObject({ ended: true })
    server.clock.set(new Date(before).toISOString())
  })
  it('an address without a version, as earlier papers bear it, says which one is current; one never issued is not found', async () => {
    const url = await verifyUrlOf(1)
    const token = /\/verify\/([\w-]{22})/.exec(url)?.[1]
    const old = await server.app.inject({ method: 'GET', url: `/api/verify/${token}` })
    expect(old.json()).toMatchObject({ version: 2, currentVersion: 2, superseded: false })
    const never = await server.app.inject({ method: 'GET', url: `/api/verify/${token}?version=3` })
    expect(never.statusCode).toBe(404)
  })

  /** Where the QR code of a version leads, as its PDF prints it. */
  async function verifyUrlOf(version: number): Promise<string> {
    const letter = await handler.get(`/api/certificates/${certificate}/versions/${version}/letter.pdf`)
    const text = pdfText(letter.rawPayload).join('').replaceAll('\n', '')
    return /\/verify\/[\w-]{22}\/\d/.exec(text)?.[0] ?? `no address in ${text}`
  }
})
